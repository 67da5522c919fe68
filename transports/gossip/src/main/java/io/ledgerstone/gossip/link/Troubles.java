package io.ledgerstone.gossip.link;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;

/** What went wrong on the network, in words for a person. */
final class Troubles {
    static final String NO_TLS = "perhaps it runs with --insecure, or is no Ledgerstone host";
    static final String NEEDS_TLS = "perhaps it runs without --insecure, or is no Ledgerstone host";

    private Troubles() {}

    /** Whether the other side has only closed the connection. */
    static boolean isClosing(Throwable trouble) {
        return trouble instanceof SSLException
                ? trouble.getCause() instanceof ClosedChannelException
                : trouble instanceof IOException;
    }

    static String words(Throwable trouble) {
        Throwable cause = trouble;
        while (cause.getClass().equals(DecoderException.class) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case NotSslRecordException _ -> "it does not speak TLS; " + NO_TLS;
            case CorruptedFrameException wrong -> String.valueOf(wrong.getMessage());
            case SslHandshakeTimeoutException _ -> "it did not finish the TLS handshake; " + NO_TLS;
            case SSLException tls -> "TLS failed (" + said(tls) + "); " + NO_TLS;
            case ConnectTimeoutException _ -> "it does not answer; is the computer on, and the port open?";
            case ConnectException _ -> "nobody answers there; is the host running, and the address right?";
            case UnknownHostException _ -> "there is no computer of that name";
            case ClosedChannelException _ -> "the connection broke";
            default -> "the connection broke (" + said(cause) + ")";
        };
    }

    private static String said(Throwable cause) {
        String message = cause.getMessage();
        return Wire.printable(message == null ? cause.getClass().getSimpleName() : message);
    }
}
