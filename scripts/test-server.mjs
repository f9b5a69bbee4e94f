import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDir } from './install.mjs';
import { say, step } from './progress.mjs';
import { findProgram, runCommand } from './run-command.mjs';

const VERSION = '1.31.0';
const wrapper = path.join(cacheDir, 'bin', 'temporal-test-server');

/**
 * Prepares Temporal's time-skipping test server: from Maven where Java and Maven are present, because the SDK's own download
 * is not reachable everywhere; elsewhere the SDK downloads it when the first test asks for it.
 */
export async function ensureTestServer() {
  if (process.env.TEMPORAL_TEST_SERVER_PATH || existsSync(wrapper)) return;
  if (!(await findProgram('mvn')) || !(await findProgram('java'))) {
    say('  ✓ time-skipping test server: left to the SDK to download (no Maven or no Java here)');
    return;
  }
  try {
    await step('time-skipping test server from Maven, once', install);
  } catch (error) {
    say(
      `  ! Maven could not provide the time-skipping test server; the SDK will try its own download.\n${error.message}`,
    );
  }
}

async function install() {
  const folder = path.join(cacheDir, 'temporal-test-server');
  const draft = `${folder}-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const pom = path.join(draft, 'pom.xml');
  writeFileSync(
    pom,
    `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tenfold</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.16</version>
    </dependency>
  </dependencies>
</project>
`,
  );
  await runCommand('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${draft}/lib`]);
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  mkdirSync(path.dirname(wrapper), { recursive: true });
  writeFileSync(
    wrapper,
    `#!/bin/sh\nexec java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "${folder}/lib/*" io.temporal.testserver.TestServer "$@"\n`,
  );
  chmodSync(wrapper, 0o755);
}
