package io.ledgerstone.planted.host;

import io.netty.buffer.ByteBuf;

final class UsesNetty {
    Class<?> value() {
        return ByteBuf.class;
    }
}
