package io.serai.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {
    private static final String FAMILY = "👨‍👩‍👧‍👦";

    /** The bar marks the one cut that is expected. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            30; It rained. We stayed at home.| Then the sun came.
            30; He said “we shall go now.”| Nobody had moved yet.
            30; Did you see it (the moon?)| I did not, I was away.
            26; Wait for me at the inn…| They had already gone.
            26; The value of pi is near| 3.14159 or a bit less.
            26; Bring a lot of fruit,| e.g. apples and pears too.
            28; We waited for a long time,| Dr. Smith was very late.
            28; We went there with all of| J. Smith and his friends.
            26; it will cost you a lot| 1,000 or 2,000 there
            26; the train leaves at noon,| be there at 10:30 or so
            26; no marks but many spaces| in here so words are kept
            10; hello| wonderful day
            12; 今天下雨。我们在家。|后来太阳出来了。
            12; 他说：「我们走吧。」|没有人动。大家都累了。
            12; 她问：“你去哪儿？”|他没有回答她的问题。
            12; 等一等我们吧……|他们已经走了很久了。
            12; 第一点已经很清楚；|第二点还需要大家讨论
            12; 今天下雨所以我们，|就在家里看书写字喝茶
            12; 我们买苹果香蕉、|葡萄还有西瓜回家去吃
            12; 你好吗!我很好。|Hello世界，这是测试文本
            12; 我们今天都在用很新的|iPhone手机拍照片
            12; 一二三四五六七八九十百千|万亿兆京垓秭穰沟
            12; 今日はずっと雨です。|だから家にいました。楽しい。
            """)
    void a_text_is_cut_at_the_best_place(int limit, String marked) {
        List<String> pieces = SentenceSplitter.split(marked.replace("|", ""), limit);

        assertThat(pieces.get(0)).isEqualTo(marked.substring(0, marked.indexOf('|')));
        assertThat(String.join("", pieces).replace(" ", ""))
                .isEqualTo(marked.replace("|", "").replace(" ", ""));
    }

    @Test
    void a_paragraph_comes_before_a_sentence_and_a_sentence_before_a_line() {
        assertThat(SentenceSplitter.split("First of all things first\n\nThen. And yet more", 33))
                .containsExactly("First of all things first", "Then. And yet more");
        assertThat(SentenceSplitter.split("One two three four. five\nsix seven eight", 27))
                .startsWith("One two three four. five");
        assertThat(SentenceSplitter.split("One two three four! Five\nsix seven eight", 27))
                .startsWith("One two three four!");
        assertThat(SentenceSplitter.split("第一段的话\r\n\r\n第二段。还有别的话要说", 10)).startsWith("第一段的话");
    }

    @Test
    void a_mark_early_in_the_window_does_not_make_a_short_and_paid_piece() {
        assertThat(SentenceSplitter.split("Yes. " + "word ".repeat(20), 50).get(0))
                .hasSizeGreaterThan(40);
    }

    @Test
    void a_text_at_the_limit_is_one_piece_and_one_more_is_two() {
        assertThat(SentenceSplitter.split("字".repeat(4096), 4096)).hasSize(1);
        assertThat(SentenceSplitter.split("字".repeat(4097), 4096)).hasSize(2);
        assertThat(SentenceSplitter.split("😀".repeat(4096), 4096)).hasSize(1);
        assertThat(SentenceSplitter.split("😀".repeat(4097), 4096)).hasSize(2);
        assertThat(SentenceSplitter.split(" fits ", 6)).containsExactly(" fits ");
    }

    @ParameterizedTest
    @ValueSource(strings = {FAMILY, "👍🏽", "🇨🇳", "❤️", "e\u0301\u0323", "각", "한", "1️⃣", "\r\n."})
    void a_grapheme_cluster_is_never_cut(String cluster) {
        String text = cluster.repeat(40);

        for (int limit = 8; limit < 20; limit++) {
            assertThat(SentenceSplitter.split(text, limit)).allMatch(p -> (p.length() + 2) % cluster.length() <= 2);
            assertThat(SentenceSplitter.split("a" + FAMILY + "b" + FAMILY + "c" + FAMILY, limit))
                    .allMatch(p -> p.replace(FAMILY, "").matches("[abc]*"));
        }
    }

    @Test
    void a_cluster_larger_than_the_limit_is_cut_between_code_points() {
        assertThat(String.join("", SentenceSplitter.split(FAMILY, 3))).isEqualTo(FAMILY);
        assertThat(SentenceSplitter.split(FAMILY, 3)).noneMatch(SentenceSplitterTest::hasLoneSurrogate);
        assertThat(SentenceSplitter.split("a" + "\u0301".repeat(9), 5)).hasSize(2);
    }

    @Test
    void white_space_alone_is_no_piece() {
        assertThat(SentenceSplitter.split("", 5)).isEmpty();
        assertThat(SentenceSplitter.split(" \n\u3000\u00A0\t ", 3)).isEmpty();
        assertThat(SentenceSplitter.split("a" + " ".repeat(5000) + "b", 4096)).containsExactly("a", "b");
        assertThat(SentenceSplitter.split(" ".repeat(5000) + "b", 4096)).containsExactly("b");
    }

    @Test
    void a_limit_below_one_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SentenceSplitter.split("a", 0));
    }

    @Test
    void a_book_is_cut_into_few_pieces_and_fast() {
        String book = "It was a dark and stormy night, Mr. Smith said. 他没有回答，只是看着窗外。".repeat(20_000);

        List<String> pieces = SentenceSplitter.split(book, 4096);

        assertThat(pieces).hasSizeLessThan((int) (book.length() / 4096.0 * 1.02) + 2);
        assertThat(pieces).allMatch(p -> p.endsWith(".") || p.endsWith("。"));
    }

    @Test
    void any_text_keeps_its_content_within_the_limit() {
        Random random = new Random(4096);
        String[] parts = {
            "word", "字", "。", "！", "”", "「", ".", " ", "\n\n", "\r\n", ", ", "，", "3.14", "e.g. ", FAMILY, "é",
            "e\u0301", "🇨🇳", "\u00A0", "\u3000", "……", "?!", ")", "สวัสดี", "\"", "😀", "한", "Mr. ", "\u200B", "؟ "
        };
        Pattern space = Pattern.compile("[\\s\\p{Z}]+", Pattern.UNICODE_CHARACTER_CLASS);

        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            int limit = 1 + random.nextInt(40);
            List<String> pieces = SentenceSplitter.split(text.toString(), limit);

            assertThat(pieces).allMatch(p -> p.codePointCount(0, p.length()) <= limit);
            assertThat(pieces).noneMatch(p -> space.matcher(p).replaceAll("").isEmpty());
            assertThat(pieces).noneMatch(SentenceSplitterTest::hasLoneSurrogate);
            assertThat(space.matcher(String.join("", pieces)).replaceAll(""))
                    .isEqualTo(space.matcher(text).replaceAll(""));
        }
    }

    private static boolean hasLoneSurrogate(String piece) {
        return piece.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
