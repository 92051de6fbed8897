package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.ContentQuery;
import dev.verdict.artifacts.usecase.ArtifactSearch.Criteria;
import dev.verdict.artifacts.usecase.ArtifactSearch.Selection;
import dev.verdict.contract.api.Page;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which artifacts a query asks for; the same words on every path. */
final class CriteriaQuery {
  private CriteriaQuery() {}

  static Criteria of(Call call) {
    return new Criteria(
        uuid(call, "run_id").orElse(null),
        uuid(call, "task_id").orElse(null),
        call.query("type").orElse(null),
        call.query("category").orElse(null),
        call.query("name").orElse(null),
        call.list("label"),
        metadata(call),
        call.list("content").stream().map(CriteriaQuery::question).toList());
  }

  /** One more than asked for tells whether there is another page. */
  static Selection page(Call call, Criteria criteria) {
    return new Selection(criteria, uuid(call, "cursor").orElse(null), limit(call) + 1);
  }

  static int limit(Call call) {
    return call.number("limit", Page.DEFAULT_SIZE);
  }

  private static Map<String, String> metadata(Call call) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String pair : call.list("metadata")) {
      int sign = pair.indexOf('=');
      if (sign < 1) {
        throw Fail.badField("query.metadata", pair, "key=value");
      }
      metadata.put(pair.substring(0, sign), pair.substring(sign + 1));
    }
    return metadata;
  }

  private static ContentQuery question(String text) {
    return ContentQuery.parse(text)
        .orElseThrow(() -> Fail.badField("query.content", text, ContentQuery.EXPECTED));
  }

  static Optional<UUID> uuid(Call call, String name) {
    return call.query(name).map(text -> uuid(name, text));
  }

  private static UUID uuid(String name, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Fail.badField("query." + name, text, "a UUID");
    }
  }

  /** As many as were asked for, and where the next page begins. */
  static <T> Page<T> cut(Call call, List<T> found, java.util.function.Function<T, UUID> id) {
    int limit = limit(call);
    List<T> items = found.size() > limit ? found.subList(0, limit) : found;
    return new Page<>(items, found.size() > limit ? id.apply(items.getLast()).toString() : null);
  }
}
