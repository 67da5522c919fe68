package io.ledgerstone.transport.memory;

import org.jspecify.annotations.Nullable;

/** The way from one named node to another: its quality, whether it is cut, and what it has carried. Outlives connections. */
final class Lane {
    final String from;
    final String to;

    /** Null while the network's own quality counts. */
    @Nullable LinkQuality quality;

    boolean isCut;
    long frames;
    long bytes;
    long arrived;
    long lost;
    long refused;

    Lane(String from, String to) {
        this.from = from;
        this.to = to;
    }

    LinkCount count() {
        return new LinkCount(frames, bytes, arrived, lost, refused);
    }
}
