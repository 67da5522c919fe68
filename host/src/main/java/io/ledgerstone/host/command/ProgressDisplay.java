package io.ledgerstone.host.command;

import io.ledgerstone.host.control.Progress;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on the terminal for what takes longer than a moment; nothing where nobody looks. */
final class ProgressDisplay implements Progress, AutoCloseable {
    private static final long SHOWN_AFTER_MS = 400;

    private final BooleanSupplier terminal;
    private final long begin = System.nanoTime();
    private @Nullable ProgressBar bar;
    private @Nullable Boolean visible;
    private String shown = "";

    /** A display that looks for a terminal only when there is something to show. */
    ProgressDisplay(BooleanSupplier terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void at(String step, long done, long total) {
        if (System.nanoTime() - begin < SHOWN_AFTER_MS * 1_000_000 || !isVisible()) {
            return;
        }
        if (bar == null || !step.equals(shown)) {
            close();
            bar = new ProgressBarBuilder()
                    .setTaskName(step)
                    .setInitialMax(total == 0 ? -1 : total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(100)
                    .clearDisplayOnFinish()
                    .build();
            shown = step;
        }
        bar.maxHint(total == 0 ? -1 : total);
        bar.stepTo(done);
    }

    private boolean isVisible() {
        if (visible == null) {
            visible = terminal.getAsBoolean();
        }
        return visible;
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
