/**
 * The local stand-in upstream: a real HTTP server on loopback that speaks OpenAI's wire format and answers labelled
 * placeholders, so that the production HTTP path runs without a key.
 *
 * <p>Resources beside these classes: {@code glyphs.txt} is a hand-drawn 5x7 alphabet, one character a line followed by
 * its seven rows in hexadecimal. {@code tone-low.mp3}, {@code tone-mid.mp3} and {@code tone-high.mp3} hold 25 MP3 frames
 * (0.6 s) each of a soft pulse at 208, 250 and 333 Hz with one overtone, made from a 24 kHz mono WAV by Debian's LAME
 * 3.100 with {@code lame -m m --cbr -b 32 --resample 24 --nores -t}, and cut to frames 52..76, where the pulse repeats
 * exactly. Without a bit reservoir each frame stands alone, so whole frames may be repeated and cut at will.
 */
@NullMarked
package io.serai.sandbox;

import org.jspecify.annotations.NullMarked;
