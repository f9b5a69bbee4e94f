package bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.ProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.task.Task;
import org.operaton.bpm.model.bpmn.Bpmn;

/**
 * Two user tasks in a row on an engine embedded in this process. Arguments: JDBC address, user, clients, milliseconds of rest before an idle click. Prints one JSON line with what it
 * measured in the process itself and where it now serves new cases over HTTP, until its input ends.
 */
public final class TwoDecisions {
  private static final int WARM_UP = 300;
  private static final int IDLE_CASES = 200;
  private static final int LOADED_CASES = 1000;
  private static final int CASES_OVER_HTTP = 3300;

  private final ProcessEngine engine;

  private TwoDecisions(ProcessEngine engine) {
    this.engine = engine;
  }

  public static void main(String[] args) throws Exception {
    int clients = Integer.parseInt(args[2]);
    var configuration = ProcessEngineConfiguration.createStandaloneProcessEngineConfiguration();
    configuration.setJdbcDriver("org.postgresql.Driver");
    configuration.setJdbcUrl(args[0]);
    configuration.setJdbcUsername(args[1]);
    configuration.setJdbcPassword(System.getenv("PGPASSWORD"));
    configuration.setJdbcMaxActiveConnections(clients + 2);
    configuration.setJdbcMaxIdleConnections(clients + 2);
    configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
    configuration.setJobExecutorActivate(false);
    ProcessEngine engine = configuration.buildProcessEngine();
    try {
      new TwoDecisions(engine).run(clients, Long.parseLong(args[3]), ((ProcessEngineConfigurationImpl) configuration).getDataSource());
    } finally {
      engine.close();
    }
  }

  private void run(int clients, long restMs, DataSource dataSource) throws Exception {
    var model = Bpmn.createExecutableProcess("twoDecisions").operatonHistoryTimeToLive(180)
        .startEvent().userTask("first").userTask("second").endEvent().done();
    engine.getRepositoryService().createDeployment().addModelInstance("two-decisions.bpmn", model).deploy();
    load(clients, WARM_UP);
    long[] idle = new long[IDLE_CASES];
    List<String> instances = start(IDLE_CASES);
    for (int i = 0; i < IDLE_CASES; i++) {
      String first = openTask(instances.get(i)).getId();
      Thread.sleep(restMs);
      long from = System.nanoTime();
      decide(first, "accepted");
      openTask(instances.get(i));
      idle[i] = System.nanoTime() - from;
    }
    Arrays.sort(idle);
    double seconds = load(clients, LOADED_CASES);
    String token = UUID.randomUUID().toString();
    var server = DecisionServer.start(engine, dataSource, clients, token);
    String tasks = start(CASES_OVER_HTTP).stream().map(this::openTask).map(task -> '"' + task.getId() + '"').collect(Collectors.joining(","));
    System.out.printf(java.util.Locale.ROOT,
        "{\"version\":\"%s\",\"java\":\"%s\",\"clickToNextIdleMs\":{\"samples\":%d,\"p50\":%.2f,\"p90\":%.2f,\"p99\":%.2f,\"max\":%.2f},\"wholeCasesPerSecond\":%.1f,\"port\":%d,\"token\":\"%s\",\"tasks\":[%s]}%n",
        ProcessEngine.class.getPackage().getImplementationVersion(), System.getProperty("java.version"), IDLE_CASES, quantile(idle, 0.5), quantile(idle, 0.9),
        quantile(idle, 0.99), quantile(idle, 1), LOADED_CASES / seconds, server.getAddress().getPort(), token, tasks);
    while (System.in.read() >= 0) continue;
    server.stop(0);
    ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdown();
  }

  /** Both decisions of cases that stand at their first desk already; seconds that it took. */
  private double load(int clients, int cases) throws Exception {
    Queue<String> queue = new ConcurrentLinkedQueue<>(start(cases));
    var pool = Executors.newFixedThreadPool(clients);
    long from = System.nanoTime();
    for (int client = 0; client < clients; client++) {
      pool.submit(() -> {
        for (String instance = queue.poll(); instance != null; instance = queue.poll()) {
          decide(openTask(instance).getId(), "accepted");
          decide(openTask(instance).getId(), "refused");
        }
      });
    }
    pool.shutdown();
    if (!pool.awaitTermination(2, TimeUnit.MINUTES)) throw new IllegalStateException("not done in two minutes");
    return (System.nanoTime() - from) / 1e9;
  }

  private List<String> start(int count) {
    var runtime = engine.getRuntimeService();
    return IntStream.range(0, count).mapToObj(i -> runtime.startProcessInstanceByKey("twoDecisions").getId()).toList();
  }

  private Task openTask(String instance) {
    return engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult();
  }

  private void decide(String task, String outcome) {
    engine.getTaskService().complete(task, Map.of("outcome", outcome, "reason", ""));
  }

  private static double quantile(long[] sorted, double q) {
    return sorted[Math.min(sorted.length - 1, (int) Math.ceil(q * sorted.length) - 1)] / 1e6;
  }
}
