package io.ledgerstone.transport.memory;

/**
 * How good the way from one node to another is. A way back has a quality of its own.
 *
 * @param lossShare the share of frames that get lost, 0 to 1; a lossy link stays up
 * @param doubledShare the share of frames that arrive twice
 * @param overtakenShare the share of frames that later ones overtake
 * @param delayMsMin the least time a frame travels, at least 1
 * @param delayMsMax the most time a frame travels, except for overtaken ones, which may need five times as long
 * @param bytesPerSecond what the way carries
 * @param backlogBytesMax how much may wait for its turn before frames are not taken any more
 */
public record LinkQuality(
        double lossShare,
        double doubledShare,
        double overtakenShare,
        long delayMsMin,
        long delayMsMax,
        long bytesPerSecond,
        int backlogBytesMax) {

    /** Loses nothing, needs 1 ms, carries 100 MB/s and lets 256 KiB wait. */
    public static final LinkQuality GOOD = new LinkQuality(0, 0, 0, 1, 1, 100_000_000, 256 << 10);

    /** Checks the bounds. */
    public LinkQuality {
        checkShare("lost", lossShare);
        checkShare("doubled", doubledShare);
        checkShare("overtaken", overtakenShare);
        if (delayMsMin < 1 || delayMsMax < delayMsMin || delayMsMax > 1_000_000) {
            throw new IllegalArgumentException("a delay of " + delayMsMin + " to " + delayMsMax
                    + " ms; 1 to 1,000,000 and in this order is possible");
        }
        if (bytesPerSecond < 1 || backlogBytesMax < 1) {
            throw new IllegalArgumentException("a way that carries nothing; cut it instead");
        }
    }

    /** The same with this share of frames lost. */
    public LinkQuality losing(double share) {
        return new LinkQuality(
                share, doubledShare, overtakenShare, delayMsMin, delayMsMax, bytesPerSecond, backlogBytesMax);
    }

    /** The same with this share of frames arriving twice. */
    public LinkQuality doubling(double share) {
        return new LinkQuality(
                lossShare, share, overtakenShare, delayMsMin, delayMsMax, bytesPerSecond, backlogBytesMax);
    }

    /** The same with this share of frames overtaken by later ones. */
    public LinkQuality reordering(double share) {
        return new LinkQuality(lossShare, doubledShare, share, delayMsMin, delayMsMax, bytesPerSecond, backlogBytesMax);
    }

    /** The same with frames that travel this long. */
    public LinkQuality delayed(long msMin, long msMax) {
        return new LinkQuality(lossShare, doubledShare, overtakenShare, msMin, msMax, bytesPerSecond, backlogBytesMax);
    }

    /** The same with less, or more, room for bytes. */
    public LinkQuality carrying(long perSecond, int backlogMax) {
        return new LinkQuality(lossShare, doubledShare, overtakenShare, delayMsMin, delayMsMax, perSecond, backlogMax);
    }

    private static void checkShare(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of " + share + " frames " + what + "; 0 to 1 is possible");
        }
    }
}
