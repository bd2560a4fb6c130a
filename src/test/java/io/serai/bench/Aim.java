package io.serai.bench;

import static io.serai.bench.Table.number;

import java.util.Locale;

/**
 * Something that was aimed at and what was reached, as it goes into the page.
 *
 * @param who which Serai
 * @param found the figure
 * @param verdict met, missed or not measured
 */
record Aim(String text, String who, String found, String verdict) {

    static Aim atLeast(double wanted, String text, Target who, double found) {
        return of(text, who, found, found >= wanted);
    }

    static Aim atMost(double wanted, String text, Target who, double found) {
        return of(text, who, found, found <= wanted);
    }

    private static Aim of(String text, Target who, double found, boolean met) {
        String verdict = Double.isNaN(found) ? "not measured" : met ? "met" : "**missed**";
        return new Aim(
                text, who.name(), found < 0 ? String.format(Locale.ROOT, "%.2f", found) : number(found), verdict);
    }
}
