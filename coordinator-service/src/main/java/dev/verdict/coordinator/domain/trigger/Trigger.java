package dev.verdict.coordinator.domain.trigger;

import java.util.List;
import java.util.UUID;

/** A trigger that was checked, ready to be asked about events. */
public final class Trigger {
  private final UUID id;
  private final TriggerSpec spec;
  private final TriggerAction action;
  private final Condition condition;

  private Trigger(UUID id, TriggerSpec spec) {
    this.id = id;
    this.spec = spec;
    this.action = TriggerAction.of(spec.action()).orElseThrow();
    this.condition = new Condition(action, spec.matching());
  }

  /**
   * @throws BadTrigger with everything that is wrong
   */
  public static Trigger of(UUID id, TriggerSpec spec) {
    TriggerCheck.check(spec);
    return new Trigger(id, spec);
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return spec.name();
  }

  public TriggerSpec spec() {
    return spec;
  }

  public TriggerAction action() {
    return action;
  }

  /** Whether it fires, and if not, everything that speaks against it. */
  public Decision decide(EventFacts event) {
    List<String> against =
        spec.isEnabled() ? condition.against(event) : List.of("the trigger is switched off");
    return new Decision(this, against);
  }

  /**
   * @param against what does not fit; nothing: it fires
   */
  public record Decision(Trigger trigger, List<String> against) {
    public boolean fires() {
      return against.isEmpty();
    }
  }
}
