package io.ledgerstone.gossip.link;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS 1.3 with a device key on both sides. */
final class Tls {
    private static final String VERSION = "TLSv1.3";

    private final SslContext dialing;
    private final SslContext answering;

    Tls(LinkIdentity identity) {
        try {
            dialing = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols(VERSION)
                    .keyManager(identity.privateKey(), identity.certificate())
                    .trustManager(new AnyDevice())
                    // A device is known by its key, not by a name in its certificate.
                    .endpointIdentificationAlgorithm(null)
                    .build();
            answering = SslContextBuilder.forServer(identity.privateKey(), identity.certificate())
                    .sslProvider(SslProvider.JDK)
                    .protocols(VERSION)
                    .clientAuth(ClientAuth.REQUIRE)
                    .trustManager(new AnyDevice())
                    .build();
        } catch (SSLException e) {
            throw new LinkException("this Java offers no TLS 1.3 with Ed25519 keys; run JDK 25 or later", e);
        }
    }

    SslHandler handler(ByteBufAllocator allocator, boolean isDialer, int handshakeMs) {
        SslHandler handler = (isDialer ? dialing : answering).newHandler(allocator);
        handler.setHandshakeTimeoutMillis(handshakeMs);
        // Whoever says bye waits for the other to close the connection.
        handler.setCloseNotifyFlushTimeoutMillis(1_000);
        return handler;
    }

    /** The key that the other side has proven to have. */
    static byte[] peerKey(SslHandler handler) throws SSLPeerUnverifiedException {
        return LinkIdentity.rawKey(
                handler.engine().getSession().getPeerCertificates()[0].getPublicKey());
    }

    /** Takes every certificate that its own Ed25519 key has signed: who may come in is decided later, by the key. */
    private static final class AnyDevice extends X509ExtendedTrustManager {
        private static final int CERTIFICATE_BYTES_MAX = 2 << 10;

        private static void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length != 1 || chain[0].getEncoded().length > CERTIFICATE_BYTES_MAX) {
                throw new CertificateException("a device shows one small certificate");
            }
            if (LinkIdentity.rawKey(chain[0].getPublicKey()).length == 0) {
                throw new CertificateException("a device has an Ed25519 key");
            }
            try {
                chain[0].verify(chain[0].getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new CertificateException("a device signs its own certificate", e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
