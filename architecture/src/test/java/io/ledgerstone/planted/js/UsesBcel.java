package io.ledgerstone.planted.js;

import org.apache.bcel.classfile.JavaClass;

final class UsesBcel {
    Class<?> value() {
        return JavaClass.class;
    }
}
