package io.ledgerstone.gossip.link;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a host can be dialed: {@code 127.0.0.1:4701}, {@code [::1]:4701} or {@code host.example:4701}.
 *
 * @param host a name or a number, without brackets
 * @param port 1 to 65535
 */
record LinkAddress(String host, int port) {
    static final int CHARS_MAX = 255;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    static LinkAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (text.length() > CHARS_MAX || colon < 1) {
            throw notOne(text);
        }
        String host = text.substring(0, colon);
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        if (isBracketed) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || host.indexOf(':') >= 0 != isBracketed || !isPlain(host)) {
            throw notOne(text);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 1 || port > 0xffff) {
                throw notOne(text);
            }
            return new LinkAddress(host, port);
        } catch (NumberFormatException e) {
            throw notOne(text);
        }
    }

    /** The number, if the host is one and need not be looked up. */
    @Nullable InetAddress number() {
        return NetUtil.createInetAddressFromIpAddressString(host);
    }

    static String text(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static boolean isPlain(String host) {
        return host.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static IllegalArgumentException notOne(String text) {
        return new IllegalArgumentException("\"" + Wire.printable(text)
                + "\" is no address; it should look like 192.168.1.5:4701 or host.example:4701");
    }
}
