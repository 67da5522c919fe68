/**
 * Lua source to Java classes: LuaJ's parser, then one class for each function, written with the JDK's class files, with the bounds
 * in place and with what we answer otherwise than LuaJ.
 *
 * <p>LuaJ has a generator of its own, which we do not use: it refuses about one in six of the programs that {@code RandomProgram}
 * makes, where closures, loops and jumps meet, and it needs another library. Nothing here knows ledgers or what the compiled code
 * may call.
 */
@NullMarked
package io.ledgerstone.lua.compile;

import org.jspecify.annotations.NullMarked;
