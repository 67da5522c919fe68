package io.ledgerstone.planted.ledger.codec;

import java.net.Socket;

final class OpensASocket {
    Socket value() {
        return new Socket();
    }
}
