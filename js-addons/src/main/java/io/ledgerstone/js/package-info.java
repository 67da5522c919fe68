/**
 * The JavaScript engine: the only user of GraalJS. Knows no other engine.
 */
@NullMarked
package io.ledgerstone.js;

import org.jspecify.annotations.NullMarked;
