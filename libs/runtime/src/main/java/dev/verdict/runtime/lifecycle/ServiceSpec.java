package dev.verdict.runtime.lifecycle;

import dev.verdict.runtime.settings.SettingsReader;
import io.vertx.core.Vertx;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a service has to say to become a process.
 *
 * @param port where its HTTP server listens if nothing else was set
 * @param settings reads them; mistakes are gathered and told together
 */
public record ServiceSpec<S>(
    String name,
    int port,
    Function<SettingsReader, S> settings,
    BiFunction<Vertx, S, ServiceModule> module) {}
