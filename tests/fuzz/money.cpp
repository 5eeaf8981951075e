// Cells of money, and headings that say a unit.
#include <cmath>
#include <string>
#include <string_view>

#include "headway/money/money.hpp"
#include "headway/money/unit_in_heading.hpp"
#include "targets.hpp"

namespace headway::fuzz {

namespace {

/// As many significant digits as one printed number may have.
[[nodiscard]] bool few_digits(const std::string& printed) {
    std::size_t first = printed.find_first_of("123456789"), digits = 0;
    for (; first < printed.size(); ++first) digits += printed[first] >= '0' && printed[first] <= '9' ? 1u : 0u;
    return digits <= 15;
}

void check_amount(double amount, int decimals, MoneyUnit unit, std::string_view text) {
    expect(std::isfinite(amount), '"', text, "\" is ", amount);
    char printed[400];
    std::snprintf(printed, sizeof printed, "%.*f", std::max(decimals, 0), amount);
    if (!few_digits(printed)) return;
    const auto again = unless_refused([&] { return read_money(printed, unit); });
    expect(again && again->amount == amount, '"', text, "\" is ", amount, ", which printed as ", printed, " is not");
}

void check(const Money& money, MoneyUnit unit, std::string_view text) {
    const bool bound = money.lower || money.upper;
    expect(money.amount.has_value() + bound + money.fund.has_value() <= 1, '"', text, "\" says two things");
    expect(!money.lower_open || money.lower, '"', text, "\": an open bound that is not there");
    expect(!money.upper_open || money.upper, '"', text, "\": an open bound that is not there");
    for (const std::optional<double>& each : {money.lower, money.upper})
        expect(!each || std::isfinite(*each), '"', text, "\" has a bound that is not finite");
    if (money.lower && money.upper) expect(*money.lower <= *money.upper, '"', text, "\": bounds out of order");
    if (money.amount) check_amount(*money.amount, money.decimals, unit, text);
}

}  // namespace

void money(Bytes bytes) {
    const std::string_view text = bytes.rest(200);
    std::optional<double> in_pounds;
    for (const MoneyUnit unit : {MoneyUnit::pounds, MoneyUnit::thousands, MoneyUnit::millions, MoneyUnit::billions}) {
        const auto money = unless_refused([&] { return read_money(text, unit); });
        const auto exact = unless_refused([&] { return read_exact_money(text, unit); });
        expect(exact.has_value() == (money && money->exact()), '"', text, "\": exact or not?");
        if (!money) continue;
        if (exact) expect(*exact == *money, '"', text, "\": two readings");
        check(*money, unit, text);
        if (!money->amount) continue;
        if (unit == MoneyUnit::pounds) in_pounds = money->amount;
        if (!in_pounds) continue;
        const double scaled = *money->amount * std::pow(1000.0, static_cast<int>(unit));
        expect(*money->amount == *in_pounds || std::fabs(scaled - *in_pounds) <= 1e-12 * std::fabs(*in_pounds), '"',
               text, "\" is ", *in_pounds, " pounds, or ", *money->amount, " ", word(unit));
    }
    (void)unless_refused([&] { return unit_in_heading(text); });
}

}  // namespace headway::fuzz
