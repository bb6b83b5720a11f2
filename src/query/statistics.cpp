// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlfunctions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tabletalk {

namespace {

//! False where a row has no number to add; a text that is none is an error rather than a zero.
bool takesNumbers(const SqlCall &call, int count)
{
    for (int i = 0; i < count; ++i) {
        if (call.isNull(i))
            return false;
        const int type = sqlite3_value_numeric_type(call.value(i));
        if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
            call.fail("A statistical function takes numbers, and got a text. Convert it with to_number(x).");
            return false;
        }
    }
    return true;
}

//! Count, mean and sum of squares about it, by Welford.
struct Spread {
    qint64 count = 0;
    double mean = 0;
    double squares = 0;

    void add(const SqlCall &call)
    {
        if (!takesNumbers(call, 1))
            return;
        ++count;
        const double x = call.real(0);
        const double before = x - mean;
        mean += before / double(count);
        squares += before * (x - mean);
    }
    void remove(const SqlCall &call)
    {
        if (call.isNull(0))
            return;
        if (--count == 0) {
            *this = {};
            return;
        }
        const double x = call.real(0);
        const double after = x - mean;
        mean -= after / double(count);
        squares = std::max(0.0, squares - after * (x - mean));
    }
};

template <bool ofSample>
struct Variance : Spread {
    void give(const SqlCall &call) const
    {
        if (count > (ofSample ? 1 : 0))
            call.give(squares / double(count - (ofSample ? 1 : 0)));
    }
};

template <bool ofSample>
struct Deviation : Spread {
    void give(const SqlCall &call) const
    {
        if (count > (ofSample ? 1 : 0))
            call.give(std::sqrt(squares / double(count - (ofSample ? 1 : 0))));
    }
};

//! y and x, as in SQL's regr_slope(y, x).
struct Pairs {
    qint64 count = 0;
    double meanY = 0;
    double meanX = 0;
    double yy = 0;
    double xx = 0;
    double xy = 0;

    void add(const SqlCall &call)
    {
        if (!takesNumbers(call, 2))
            return;
        ++count;
        const double y = call.real(0);
        const double x = call.real(1);
        const double fromY = y - meanY;
        const double fromX = x - meanX;
        meanY += fromY / double(count);
        meanX += fromX / double(count);
        yy += fromY * (y - meanY);
        xx += fromX * (x - meanX);
        xy += fromX * (y - meanY);
    }
};

template <bool ofSample>
struct Covariance : Pairs {
    void give(const SqlCall &call) const
    {
        if (count > (ofSample ? 1 : 0))
            call.give(xy / double(count - (ofSample ? 1 : 0)));
    }
};

struct Correlation : Pairs {
    void give(const SqlCall &call) const
    {
        if (xx > 0 && yy > 0)
            call.give(xy / std::sqrt(xx * yy));
    }
};

struct Slope : Pairs {
    void give(const SqlCall &call) const
    {
        if (xx > 0)
            call.give(xy / xx);
    }
};

struct Intercept : Pairs {
    void give(const SqlCall &call) const
    {
        if (xx > 0)
            call.give(meanY - xy / xx * meanX);
    }
};

struct Determination : Pairs {
    void give(const SqlCall &call) const
    {
        if (xx > 0)
            call.give(yy > 0 ? xy * xy / (xx * yy) : 1.0);
    }
};

struct PairCount : Pairs {
    void give(const SqlCall &call) const { call.give(count); }
};

//! All numbers there were, for what cannot be computed as they come.
struct Numbers {
    std::vector<double> values;

    void add(const SqlCall &call)
    {
        if (takesNumbers(call, 1))
            values.push_back(call.real(0));
    }
};

//! The third or fourth moment about the mean, as spreadsheets have them: of a sample, without bias.
template <int moment>
struct Shape : Numbers {
    void give(const SqlCall &call) const
    {
        const auto n = double(values.size());
        if (n < moment)
            return;
        double mean = 0;
        for (const double x : values)
            mean += x / n;
        double m2 = 0;
        double m3 = 0;
        double m4 = 0;
        for (const double x : values) {
            const double d = x - mean;
            m2 += d * d / n;
            m3 += d * d * d / n;
            m4 += d * d * d * d / n;
        }
        if (m2 <= 0)
            return;
        if (moment == 3)
            call.give(std::sqrt(n * (n - 1)) / (n - 2) * m3 / std::pow(m2, 1.5));
        else
            call.give((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6));
    }
};

//! The value that a part of the values is not above; between two it is interpolated, or the lower is taken.
double quantile(std::vector<double> &values, double part, bool interpolates)
{
    const double place = part * double(values.size() - 1);
    const auto nth = [&values](size_t n) {
        std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(n), values.end());
        return values[n];
    };
    if (!interpolates) {
        const double rank = std::ceil(part * double(values.size()));
        return nth(size_t(std::max(1.0, rank)) - 1);
    }
    const auto below = size_t(place);
    const double low = nth(below);
    if (double(below) == place)
        return low;
    const double high = *std::min_element(values.begin() + std::ptrdiff_t(below) + 1, values.end());
    return low + (high - low) * (place - double(below));
}

struct Median : Numbers {
    void give(const SqlCall &call)
    {
        if (!values.empty())
            call.give(quantile(values, 0.5, true));
    }
};

struct MedianDeviation : Numbers {
    void give(const SqlCall &call)
    {
        if (values.empty())
            return;
        const double middle = quantile(values, 0.5, true);
        for (double &value : values)
            value = std::abs(value - middle);
        call.give(quantile(values, 0.5, true));
    }
};

template <bool interpolates, int whole>
struct Percentile : Numbers {
    double part = -1;

    void add(const SqlCall &call)
    {
        if (!takesNumbers(call, 2))
            return;
        part = call.real(1) / whole;
        if (!(part >= 0 && part <= 1))
            call.fail(whole == 1 ? "The second argument is a part between 0 and 1, such as 0.9."
                                 : "The second argument is a percentage between 0 and 100, such as 90.");
        else
            Numbers::add(call);
    }
    void give(const SqlCall &call)
    {
        if (!values.empty())
            call.give(quantile(values, part, interpolates));
    }
};

struct GeometricMean : Numbers {
    void give(const SqlCall &call) const
    {
        double logs = 0;
        for (const double x : values)
            logs += std::log(x);
        if (!values.empty())
            call.give(std::exp(logs / double(values.size())));
    }
};

struct Product : Numbers {
    void give(const SqlCall &call) const
    {
        double product = 1;
        for (const double x : values)
            product *= x;
        if (!values.empty())
            call.give(product);
    }
};

//! How many values lie in each of equal steps from the least to the greatest, as a JSON array of
//! {"from", "to", "count"}.
struct Histogram : Numbers {
    qint64 steps = 10;

    void add(const SqlCall &call)
    {
        constexpr qint64 kMostSteps = 1000;
        if (call.count() > 1 && !call.isNull(1))
            steps = std::clamp<qint64>(call.integer(1), 1, kMostSteps);
        Numbers::add(call);
    }
    void give(const SqlCall &call) const
    {
        if (values.empty())
            return;
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        const double width = *high > *low ? (*high - *low) / double(steps) : 1;
        std::vector<qint64> counts(*high > *low ? size_t(steps) : 1);
        for (const double x : values)
            ++counts[std::min(size_t(std::max(0.0, (x - *low) / width)), counts.size() - 1)];
        std::string json = "[";
        for (size_t i = 0; i < counts.size(); ++i) {
            char entry[120];
            std::snprintf(entry, sizeof(entry), R"(%s{"from":%.10g,"to":%.10g,"count":%lld})",
                          i > 0 ? "," : "", *low + width * double(i), *low + width * double(i + 1),
                          static_cast<long long>(counts[i]));
            json += entry;
        }
        call.give(json + "]");
    }
};

} // namespace

void addStatistics(FunctionRegistry &functions)
{
    for (const char *name : {"var_samp", "variance", "var"})
        functions.addWindow<Variance<true>>(name, 1);
    for (const char *name : {"var_pop", "varp"})
        functions.addWindow<Variance<false>>(name, 1);
    for (const char *name : {"stddev_samp", "stddev", "stdev"})
        functions.addWindow<Deviation<true>>(name, 1);
    for (const char *name : {"stddev_pop", "stdevp"})
        functions.addWindow<Deviation<false>>(name, 1);
    functions.addAggregate<Covariance<true>>("covar_samp", 2);
    functions.addAggregate<Covariance<false>>("covar_pop", 2);
    functions.addAggregate<Correlation>("corr", 2);
    functions.addAggregate<Slope>("regr_slope", 2);
    functions.addAggregate<Intercept>("regr_intercept", 2);
    functions.addAggregate<Determination>("regr_r2", 2);
    functions.addAggregate<PairCount>("regr_count", 2);
    functions.addAggregate<Shape<3>>("skewness", 1);
    functions.addAggregate<Shape<4>>("kurtosis", 1);
    functions.addAggregate<Median>("median", 1);
    functions.addAggregate<MedianDeviation>("mad", 1);
    functions.addAggregate<Percentile<true, 100>>("percentile", 2);
    for (const char *name :
         {"percentile_cont", "quantile", "quantile_cont", "approx_quantile", "approx_percentile"})
        functions.addAggregate<Percentile<true, 1>>(name, 2);
    for (const char *name : {"percentile_disc", "quantile_disc"})
        functions.addAggregate<Percentile<false, 1>>(name, 2);
    for (const char *name : {"geomean", "geometric_mean"})
        functions.addAggregate<GeometricMean>(name, 1);
    functions.addAggregate<Product>("product", 1);
    functions.addAggregate<Histogram>("histogram", 1);
    functions.addAggregate<Histogram>("histogram", 2);
}

} // namespace tabletalk
