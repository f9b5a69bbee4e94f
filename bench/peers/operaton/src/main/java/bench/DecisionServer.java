package bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.task.Task;

/**
 * The engine behind the same edge as Tenfold: HTTP with JSON, a session looked up in Postgres on every request, a decision that names
 * the next task, and the look at it. What Tenfold does besides (permissions, idempotency, audit) is left out.
 */
final class DecisionServer {
  private static final Pattern MEMBER = Pattern.compile("\"(outcome|reason)\"\\s*:\\s*\"([^\"]*)\"");
  private static final String TASKS = "/api/v1/tasks/";

  private final ProcessEngine engine;
  private final DataSource sessions;

  private DecisionServer(ProcessEngine engine, DataSource sessions) {
    this.engine = engine;
    this.sessions = sessions;
  }

  /** Serves on a free port of this machine. */
  static HttpServer start(ProcessEngine engine, DataSource sessions, int threads, String token) throws IOException, SQLException {
    try (var connection = sessions.getConnection(); var statement = connection.createStatement()) {
      statement.execute("create table bench_sessions (token text primary key, user_id text not null)");
      statement.execute("insert into bench_sessions values ('" + token + "', 'officer')");
    }
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(threads));
    server.createContext(TASKS, new DecisionServer(engine, sessions)::handle);
    server.start();
    return server;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().substring(TASKS.length()).split("/");
    try (exchange) {
      String user = userOf(exchange);
      if (user == null) {
        reply(exchange, 401, "{}");
      } else if (exchange.getRequestMethod().equals("POST")) {
        reply(exchange, 200, decide(path[0], user, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      } else {
        reply(exchange, 200, look(path[0]));
      }
    } catch (RuntimeException | SQLException error) {
      reply(exchange, 500, "{}");
    }
  }

  private String userOf(HttpExchange exchange) throws SQLException {
    String cookie = exchange.getRequestHeaders().getFirst("Cookie");
    if (cookie == null || !cookie.startsWith("session=")) return null;
    try (var connection = sessions.getConnection();
        var statement = connection.prepareStatement("select user_id from bench_sessions where token = ?")) {
      statement.setString(1, cookie.substring("session=".length()));
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  private String decide(String id, String user, String body) {
    var members = new java.util.HashMap<String, Object>(Map.of("by", user));
    for (var found = MEMBER.matcher(body); found.find(); ) members.put(found.group(1), found.group(2));
    String instance = engine.getTaskService().createTaskQuery().taskId(id).singleResult().getProcessInstanceId();
    engine.getTaskService().complete(id, members);
    Task next = engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult();
    return next == null ? "{\"next\":null}" : "{\"next\":{\"taskId\":\"" + next.getId() + "\"}}";
  }

  private String look(String id) {
    Task task = engine.getTaskService().createTaskQuery().taskId(id).singleResult();
    return "{\"id\":\"" + task.getId() + "\",\"step\":\"" + task.getTaskDefinitionKey() + "\",\"createdAt\":\"" + task.getCreateTime().toInstant() + "\"}";
  }

  private static void reply(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
