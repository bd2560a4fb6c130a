package io.serai.door;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.BudgetExceededException;
import io.serai.error.ContentFilteredException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidReplyException;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;

/** What happened, in one plain Chinese sentence; the particulars that only the English message has go beside it. */
final class ProblemChinese {
    private ProblemChinese() {}

    static String of(ServiceException failure) {
        ErrorDetail detail = failure.detail();
        String upstream = detail.upstream() == null ? "上游" : "上游 " + detail.upstream();
        String tries = detail.attempts() > 0 ? "，共尝试 " + detail.attempts() + " 次" : "";
        String status = detail.status() > 0 ? "（状态 " + detail.status() + "）" : "";
        if (InboxGaveUp.CODE.equals(detail.code())) {
            return "处理此文件时 Serai 多次异常中止，已放弃。";
        }
        if (failure instanceof InvalidRequestException) {
            return request(detail, upstream, status);
        }
        if (failure instanceof ApiRateLimitException) {
            return upstream + " 限制了请求频率" + status + tries + "。";
        }
        if (failure instanceof QuotaExhaustedException) {
            return upstream + " 的账户额度已用完" + status + "。";
        }
        if (failure instanceof BudgetExceededException) {
            return "已达到配置的预算，请求没有发出。";
        }
        if (failure instanceof AuthException) {
            return upstream + " 拒绝了密钥" + status + "。";
        }
        if (failure instanceof ContentFilteredException) {
            return upstream + " 的安全规则拒绝了内容" + status + "。";
        }
        if (failure instanceof InvalidReplyException) {
            return "模型的回答不是所要求的 JSON" + tries + "。";
        }
        if (failure instanceof ApiTimeoutException) {
            return "等待" + upstream + " 的回答超时" + tries + "。";
        }
        return upstream + " 出现故障" + status + tries + "。";
    }

    private static String request(ErrorDetail detail, String upstream, String status) {
        String code = String.valueOf(detail.code());
        String field = detail.param() == null ? "" : "：" + detail.param();
        return switch (code) {
            case "file_empty" -> "文件是空的（0 字节）。";
            case "not_utf8" -> "文件不是 UTF-8 文本。";
            case "not_json" -> "文件不是有效的 JSON 对象。";
            case "too_large" -> "内容太大，超过了允许的大小" + field + "。";
            case "not_found" -> "找不到所指定的内容" + field + "。";
            default ->
                detail.upstream() == null ? "请求中有不被接受的内容" + field + "。" : upstream + " 不接受此请求" + status + field + "。";
        };
    }
}
