package dev.verdict.testkit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the webhooks of each CI system do. Extend it, say what {@link WebhookSubject} asks, put
 * recorded deliveries beside the class, and run it.
 */
public abstract class WebhookKit extends WebhookFuzz {

  @TestFactory
  Stream<DynamicTest> what_is_recorded_is_understood() {
    return recorded().stream()
        .map(
            each ->
                dynamicTest(
                    each.name(),
                    () ->
                        assertThat(RecordedWebhook.told(dialect().read(each.request())))
                            .isEqualTo(each.expected())));
  }

  /** The secret is chosen by it: it must be the repository that is read later. */
  @TestFactory
  Stream<DynamicTest> the_repository_is_known_before_the_proof() {
    return recorded().stream()
        .map(
            each ->
                dynamicTest(
                    each.name(),
                    () -> {
                      String before = dialect().repository(each.request());
                      for (CiEvent event : dialect().read(each.request())) {
                        String name = Events.repository(event);
                        assertThat(name.isEmpty() || name.equals(before)).as(before).isTrue();
                      }
                    }));
  }

  @Test
  void all_that_it_can_tell_is_recorded() {
    Set<Kind> kinds = new TreeSet<>();
    recorded()
        .forEach(
            each -> dialect().read(each.request()).forEach(event -> kinds.add(Kind.of(event))));
    assertThat(kinds).containsExactlyInAnyOrderElementsOf(tells());
  }

  @Test
  void the_words_of_the_sender_are_told() {
    for (RecordedWebhook each : recorded()) {
      assertThat(dialect().event(each.request())).isNotBlank().isNotEqualTo("unknown");
      assertThat(dialect().deliveryId(each.request()).isPresent()).isEqualTo(hasDeliveryIds());
    }
  }

  @TestFactory
  Stream<DynamicTest> a_request_with_a_key_is_genuine() {
    return proofs(
        (sender, request) -> {
          assertGenuine(sender, sender.prove(request, WebhookSender.NEW), 0, WebhookSender.NEW);
          // Twice is as good: who receives it knows what was there before.
          InboundRequest proven = sender.prove(request, WebhookSender.NEW);
          assertGenuine(sender, proven, 0, WebhookSender.NEW);
          assertGenuine(sender, proven, 0, WebhookSender.NEW);
          assertThat(dialect().deliveryId(proven)).isEqualTo(dialect().deliveryId(proven));
        });
  }

  @TestFactory
  Stream<DynamicTest> two_keys_are_valid_while_they_change() {
    return proofs(
        (sender, request) -> {
          int[] both = {WebhookSender.NEW, WebhookSender.OLD};
          assertGenuine(sender, sender.prove(request, WebhookSender.NEW), 0, both);
          assertGenuine(sender, sender.prove(request, WebhookSender.OLD), 1, both);
          assertWrong(sender, sender.prove(request, WebhookSender.OLD), WebhookSender.NEW);
        });
  }

  @TestFactory
  Stream<DynamicTest> a_key_of_somebody_else_is_wrong() {
    return proofs(
        (sender, request) ->
            assertWrong(
                sender,
                sender.prove(request, WebhookSender.STRANGER),
                WebhookSender.NEW,
                WebhookSender.OLD));
  }

  @TestFactory
  Stream<DynamicTest> without_a_proof_it_is_missing() {
    return proofs(
        (sender, request) -> {
          Authenticity said = dialect().check(request, sender.keys(WebhookSender.NEW));
          assertThat(said).isInstanceOf(Authenticity.Missing.class);
          assertThat(((Authenticity.Missing) said).expected()).isNotBlank();
        });
  }

  @TestFactory
  Stream<DynamicTest> a_proof_that_was_cut_or_changed_is_none() {
    return proofs(
        (sender, request) -> {
          InboundRequest proven = sender.prove(request, WebhookSender.NEW);
          for (String bad : Damage.of(Proofs.value(sender, proven))) {
            InboundRequest damaged = Proofs.replaced(sender, proven, bad);
            assertThat(isGenuine(sender, damaged, WebhookSender.NEW)).as(bad).isFalse();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> a_body_that_was_changed_is_wrong() {
    return proofs(
        (sender, request) -> {
          if (sender.coversBody()) {
            InboundRequest proven = sender.prove(request, WebhookSender.NEW);
            for (byte[] other : Damage.of(request.body())) {
              assertWrong(sender, Requests.withBody(proven, other), WebhookSender.NEW);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> the_case_of_header_names_does_not_count() {
    return proofs(
        (sender, request) -> {
          InboundRequest proven = sender.prove(request, WebhookSender.NEW);
          InboundRequest shouted = Requests.renamed(proven, Damage::shouted);
          assertGenuine(sender, shouted, 0, WebhookSender.NEW);
          assertThat(dialect().deliveryId(shouted)).isEqualTo(dialect().deliveryId(proven));
          assertThat(dialect().read(shouted)).isEqualTo(dialect().read(proven));
        });
  }

  @TestFactory
  Stream<DynamicTest> without_keys_nothing_is_genuine() {
    return proofs(
        (sender, request) -> {
          InboundRequest proven = sender.prove(request, WebhookSender.NEW);
          assertWrong(sender, proven);
          for (String bad : List.of("", " ", "sha256=", "v1=", "v1,", "Basic Og==", "Bearer ")) {
            InboundRequest empty = Proofs.replaced(sender, proven, bad);
            for (String blank : List.of("", " ", "\t\n", "whsec_")) {
              assertThat(dialect().check(empty, Proofs.blank(blank)).isGenuine()).isFalse();
              assertThat(dialect().check(proven, Proofs.blank(blank)).isGenuine()).isFalse();
            }
          }
        });
  }

  private void assertGenuine(WebhookSender sender, InboundRequest request, int place, int... keys) {
    assertThat(dialect().check(request, sender.keys(keys)))
        .isEqualTo(new Authenticity.Genuine(place));
  }

  private void assertWrong(WebhookSender sender, InboundRequest request, int... keys) {
    assertThat(dialect().check(request, sender.keys(keys))).isInstanceOf(Authenticity.Wrong.class);
  }

  private boolean isGenuine(WebhookSender sender, InboundRequest request, int... keys) {
    return dialect().check(request, sender.keys(keys)).isGenuine();
  }

  private Stream<DynamicTest> proofs(Proofs.Trial trial) {
    return senders().stream()
        .flatMap(
            sender ->
                recorded().stream()
                    .map(
                        each ->
                            dynamicTest(
                                sender.title() + ": " + each.name(),
                                () -> trial.run(sender, each.request()))));
  }
}
