package io.serai.ledger;

import io.serai.budget.Budgets;
import io.serai.config.CostSettings;
import io.serai.config.Settings;
import io.serai.config.Target;
import io.serai.error.ApiTimeoutException;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.meter.Cost;
import io.serai.meter.Order;
import io.serai.meter.Receipt;
import io.serai.meter.Usage;
import io.serai.price.Price;
import io.serai.price.PriceTable;
import io.serai.retry.Call;
import io.serai.retry.CallListener;
import io.serai.watch.Outcome;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Prices every request, holds money back for it, writes it into the ledger, and tells the call what it has cost. Thread-safe. */
public final class Accountant implements CallListener {
    private static final int CLIENT_ERROR = 400;

    private final PriceTable prices;
    private final Ledger ledger;
    private final Budgets budgets;
    private final int replyTokens;
    private final Map<String, Open> requests = new ConcurrentHashMap<>();

    private record Open(
            LedgerEntry entry, Budgets.Held held, @Nullable Price price, Order order, long sent) {}

    public Accountant(Settings settings, PriceTable prices, Ledger ledger, Budgets budgets) {
        this.prices = prices;
        this.ledger = ledger;
        this.budgets = budgets;
        this.replyTokens = settings.get(CostSettings.BUDGET_REPLY_TOKENS);
    }

    @Override
    public void attempting(Call call) {
        Order order = call.bill().order();
        if (!call.hasTarget() || order == null) {
            return;
        }
        Target target = call.target();
        Price price = prices.find(target).orElse(null);
        Cost guess = price == null ? Cost.UNKNOWN : price.guess(order, replyTokens);
        Budgets.Held held = budgets.hold(call.tenant(), call.tag(), guess, call.detail());
        LedgerEntry entry = new LedgerEntry(
                ledger.clock().instant(),
                call.id(),
                call.attempts() + 1,
                call.operation(),
                target.upstream().name(),
                target.model(),
                call.tenant(),
                call.tag(),
                LedgerEntry.BEGUN,
                null,
                Cost.UNKNOWN,
                null,
                0);
        requests.put(call.id(), new Open(entry, held, price, order, System.nanoTime()));
        ledger.begin(entry);
    }

    @Override
    public void attempted(Call call, @Nullable ServiceException failure, @Nullable Usage usage) {
        Open open = requests.remove(call.id());
        if (open == null) {
            return;
        }
        boolean sent = call.attempts() >= open.entry().attempt();
        Cost cost = sent && mayBeBilled(failure) ? cost(call, open, failure, usage) : Cost.FREE;
        if (sent) {
            call.bill().charge(cost, usage);
        }
        budgets.settle(open.held(), cost);
        LedgerEntry begun = open.entry();
        ledger.end(new LedgerEntry(
                ledger.clock().instant(),
                begun.call(),
                begun.attempt(),
                begun.operation(),
                begun.upstream(),
                begun.model(),
                begun.key(),
                begun.tag(),
                sent ? Outcome.of(failure) : "refused",
                usage,
                cost,
                null,
                (System.nanoTime() - open.sent()) / 1_000_000));
    }

    private static Cost cost(Call call, Open open, @Nullable ServiceException failure, @Nullable Usage usage) {
        Price price = open.price();
        // Without the upstream's own count a failed request may have cost anything from nothing to the whole.
        if (price == null || (failure != null && usage == null)) {
            return Cost.UNKNOWN;
        }
        Cost counted = price.of(open.order(), usage);
        Cost cost = call.isGuessed() && counted.usd() != null ? Cost.estimated(counted.usd()) : counted;
        return call.target().upstream().sandbox() ? cost.simulated() : cost;
    }

    /** An error status is not billed, nor a request that never arrived; all else may be, also what nobody waited for. */
    private static boolean mayBeBilled(@Nullable ServiceException failure) {
        if (failure == null) {
            return true;
        }
        int status = failure.detail().status();
        if (status >= CLIENT_ERROR && status != InvalidRequestException.CALLER_LEFT) {
            return false;
        }
        if (failure instanceof ApiTimeoutException timeout && timeout.phase() == ApiTimeoutException.Phase.CONNECT) {
            return false;
        }
        Throwable cause = failure.getCause();
        return !(cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException);
    }

    @Override
    public void closed(Call call, @Nullable ServiceException failure) {
        Receipt original = call.original();
        if (failure != null || original == null) {
            return;
        }
        Cost saved = original.cost();
        ledger.end(new LedgerEntry(
                ledger.clock().instant(),
                call.id(),
                0,
                call.operation(),
                String.valueOf(original.upstream()),
                String.valueOf(original.model()),
                call.tenant(),
                call.tag(),
                LedgerEntry.CACHE,
                null,
                Cost.FREE,
                saved == null ? Cost.UNKNOWN : saved,
                0));
    }
}
