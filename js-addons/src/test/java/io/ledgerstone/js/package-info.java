@NullMarked
package io.ledgerstone.js;

import org.jspecify.annotations.NullMarked;
