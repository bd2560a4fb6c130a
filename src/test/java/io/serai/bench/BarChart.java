package io.serai.bench;

import java.util.List;

/** Horizontal bars as SVG, readable on light and dark pages. */
final class BarChart {
    private static final int LABEL = 190;
    private static final int WIDTH = 420;
    private static final int STEP = 26;

    private BarChart() {}

    /**
     * One bar.
     *
     * @param text the value as the table shows it; its leading number is the bar's length
     */
    record Bar(String label, String text) {
        double value() {
            return Double.parseDouble(text.replaceAll("^([0-9.,]+).*", "$1").replace(",", ""));
        }
    }

    static String svg(String title, List<Bar> bars) {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        int height = 40 + bars.size() * STEP;
        StringBuilder svg = new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                        + "font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"%s\">\n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n"
                        + "<text x=\"8\" y=\"20\" font-weight=\"bold\">%s</text>\n")
                .formatted(LABEL + WIDTH + 130, height, escape(title), escape(title)));
        int y = 34;
        for (Bar bar : bars) {
            boolean ours = bar.label().startsWith("Serai");
            long length = Math.max(1, Math.round(bar.value() / most * WIDTH));
            svg.append(("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                            + "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\" fill=\"%s\"/>"
                            + "<text x=\"%d\" y=\"%d\">%s</text>\n")
                    .formatted(
                            LABEL - 8,
                            y + 14,
                            escape(bar.label()),
                            LABEL,
                            y,
                            length,
                            ours ? "#c2571a" : "#8a97a8",
                            LABEL + length + 6,
                            y + 14,
                            escape(bar.text())));
            y += STEP;
        }
        return svg.append("</svg>\n").toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
