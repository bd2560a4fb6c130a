package io.serai.door;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.BudgetExceededException;
import io.serai.error.ContentFilteredException;
import io.serai.error.InvalidReplyException;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import java.time.Duration;

/** What to do about a failure, in one sentence of English or Chinese. */
final class ProblemRemedy {
    private ProblemRemedy() {}

    static String of(ServiceException failure, String language) {
        boolean zh = language.equals("zh");
        String known = byCode(String.valueOf(failure.detail().code()), zh);
        if (!known.isEmpty()) {
            return known;
        }
        if (failure instanceof InvalidRequestException) {
            String field = failure.detail().param();
            if (field == null) {
                return zh ? "请按提示修改请求后重试。" : "Mend the request as the message says, then try again.";
            }
            return zh ? "请按提示修改 " + field + " 后重试。" : "Mend " + field + " as the message says, then try again.";
        }
        if (failure instanceof ApiRateLimitException) {
            Duration wait = failure.detail().retryAfter();
            String seconds = wait == null ? "" : String.valueOf((wait.toMillis() + 999) / 1000);
            return zh
                    ? (wait == null ? "请稍后重试" : "请等待 " + seconds + " 秒后重试") + "，或降低并发，或向上游申请更高的限额。"
                    : (wait == null ? "Try again later" : "Try again in " + seconds + " s")
                            + ", send less at once, or ask the upstream for a higher limit.";
        }
        if (failure instanceof QuotaExhaustedException) {
            return zh
                    ? "上游账户额度已用完：请充值或更换密钥后重试。"
                    : "The upstream's account is used up: top it up or set another key, then try again.";
        }
        if (failure instanceof BudgetExceededException) {
            return zh ? "已达到此处配置的预算：请等待预算恢复或调高预算。" : "The budget set here is spent: wait until it frees, or raise it.";
        }
        if (failure instanceof AuthException) {
            return zh
                    ? "上游拒绝了密钥：请检查配置中的密钥及其权限后重试。"
                    : "The upstream refused the key: check the configured key and its rights, then try again.";
        }
        if (failure instanceof ContentFilteredException) {
            return zh
                    ? "内容被上游的安全规则拒绝：请换一种说法后重试。"
                    : "The upstream's safety rules refused the content: word it differently, then try again.";
        }
        if (failure instanceof InvalidReplyException) {
            return zh
                    ? "模型没有给出符合要求的 JSON：请简化要求或更换模型后重试。"
                    : "The model did not answer the JSON asked for: simplify what is asked or use another model, then try again.";
        }
        if (failure instanceof ApiTimeoutException) {
            return zh
                    ? "等待超时：请稍后重试，或调大超时设置。"
                    : "Time ran out: try again later, or raise the timeout setting that the message names.";
        }
        return zh
                ? "上游出现故障：请稍后重试，并检查上游地址和网络。"
                : "The upstream failed: try again later, and check its address and the network.";
    }

    /** Where the code says more than the type of the failure; empty where it does not. */
    private static String byCode(String code, boolean zh) {
        return switch (code) {
            case InboxGaveUp.CODE ->
                zh
                        ? "请在 Serai 的日志中查看中止原因；排除后把文件移回 inbox 再试。"
                        : "See Serai's log for why it ended; mend that, then move the file back into the inbox.";
            case "file_empty" ->
                zh ? "请保存内容后重新放入 inbox。" : "Save the file with content, then put it back into the inbox.";
            case "not_utf8" -> zh ? "请将 file 另存为 UTF-8 编码后重试。" : "Save file as UTF-8, then try again.";
            default -> "";
        };
    }

    static String internal(String language) {
        return language.equals("zh")
                ? "请查看 Serai 的日志了解原因，排除后重试。"
                : "See Serai's log for the reason, mend it, then try again.";
    }
}
