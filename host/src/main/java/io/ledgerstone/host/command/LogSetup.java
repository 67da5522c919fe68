package io.ledgerstone.host.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/** The log: lines on the error output, from a level on. Found by Logback as a service, so that no file has to be parsed. */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String LINE = "%d{HH:mm:ss} %-5level %logger{0}: %msg%n";

    /** People get the message; the trace is for whoever asks for more. */
    private static final String WITHOUT_TRACE = "%nopex";

    private static volatile Level level = Level.WARN;
    private static volatile boolean started;

    /** Called by the service loader. */
    public LogSetup() {}

    /** Sets what is worth a line, whether logging has begun or not. */
    static void setLevel(String name) {
        level = Level.toLevel(name, Level.WARN);
        if (started) {
            ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(level);
        }
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(level.isGreaterOrEqual(Level.INFO) ? LINE + WITHOUT_TRACE : LINE);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(console);
        started = true;
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
