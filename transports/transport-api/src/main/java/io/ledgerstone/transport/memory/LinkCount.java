package io.ledgerstone.transport.memory;

/**
 * What went from one node to another since the network began, over all their connections.
 *
 * @param frames frames that were taken
 * @param bytes bytes of these
 * @param arrived frames that the other's listener got, doubled ones twice
 * @param lost frames that chance or a cut took
 * @param refused frames that were not taken because too much waited
 */
public record LinkCount(long frames, long bytes, long arrived, long lost, long refused) {
    static final LinkCount NONE = new LinkCount(0, 0, 0, 0, 0);

    LinkCount plus(LinkCount more) {
        return new LinkCount(
                frames + more.frames,
                bytes + more.bytes,
                arrived + more.arrived,
                lost + more.lost,
                refused + more.refused);
    }
}
