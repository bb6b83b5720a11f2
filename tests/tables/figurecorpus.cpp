// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figurecorpus.h"

#include "tablewriter.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace tabletalk {

namespace {

const QStringList kCountries{QStringLiteral("Germany"), QStringLiteral("France"),  QStringLiteral("Spain"),
                             QStringLiteral("Italy"),   QStringLiteral("Poland"),  QStringLiteral("Sweden"),
                             QStringLiteral("Austria"), QStringLiteral("Belgium"), QStringLiteral("Portugal"),
                             QStringLiteral("Norway")};
const QStringList kProducts{
    QStringLiteral("Desk lamp"),   QStringLiteral("Office chair"), QStringLiteral("Bookshelf"),
    QStringLiteral("Monitor arm"), QStringLiteral("Cable tray"),   QStringLiteral("Whiteboard"),
    QStringLiteral("Filing box"),  QStringLiteral("Foot rest"),    QStringLiteral("Coat stand"),
    QStringLiteral("Wall clock"),  QStringLiteral("Paper tray"),   QStringLiteral("Power strip")};
const QStringList kMonths{QStringLiteral("2024-01"), QStringLiteral("2024-02"), QStringLiteral("2024-03"),
                          QStringLiteral("2024-04"), QStringLiteral("2024-05"), QStringLiteral("2024-06"),
                          QStringLiteral("2024-07"), QStringLiteral("2024-08")};

class AnswerWriter {
public:
    AnswerWriter(std::mt19937 &random, CorpusFigures figures)
        : m_random(random)
        , m_figures(figures)
    {
    }

    int below(int limit) { return int(m_random() % quint32(limit)); }
    double between(double low, double high) { return low + (high - low) * (m_random() / 4294967296.0); }

    //! Numbers of a wide range, as data have them.
    QList<qint64> wholes(qsizetype count)
    {
        const double scale = std::pow(10.0, between(3, 6.5));
        QList<qint64> numbers;
        for (qsizetype i = 0; i < count; ++i)
            numbers.append(qint64(scale * between(0.15, 4)));
        return numbers;
    }

    void result(const QString &labelName, const QStringList &labels, const QString &numberName,
                const QList<qint64> &digits, int scale, const QString &secondName = {},
                const QList<qint64> &second = {})
    {
        TableWriter writer;
        ColumnWriter &label = writer.addColumn({});
        ColumnWriter &number =
            writer.addColumn({.type = scale > 0 ? ColumnType::Decimal : ColumnType::Integer, .scale = scale});
        QStringList names{labelName, numberName};
        if (!second.isEmpty()) {
            writer.addColumn({.type = ColumnType::Integer});
            names.append(secondName);
        }
        for (qsizetype row = 0; row < labels.size(); ++row) {
            label.appendText(labels.at(row).toStdString());
            number.appendValue(digits.at(row));
            if (!second.isEmpty())
                writer.column(2).appendValue(second.at(row));
        }
        const QByteArray block = writer.finish(QStringLiteral("q1"), names, labels.size(), {});
        m_answer.results.append({Table::open(block).value(), labels.size()});
    }

    AnswerWriter &say(const QString &text)
    {
        m_answer.text += text;
        return *this;
    }
    //! A number that is no figure of the data.
    AnswerWriter &other(const QString &text)
    {
        const int from = int(m_answer.text.size());
        m_answer.text += text;
        m_answer.numbers.append({from, int(m_answer.text.size()), CorpusAnswer::Truth::NotData, 0});
        return *this;
    }
    AnswerWriter &figure(double value, int decimals, const QString &before = {}, const QString &after = {})
    {
        double written = value;
        if (m_figures == CorpusFigures::Altered) {
            const double unit = std::pow(10.0, -decimals);
            do {
                const double by = between(0.01, 0.3);
                written = value * (below(2) ? 1 + by : 1 - by);
            } while (std::abs(std::round(written / unit) - std::round(value / unit)) < 1);
        }
        if (m_figures == CorpusFigures::Unrelated) {
            const double most = std::pow(10.0, std::ceil(std::log10(std::abs(value))));
            written = between(most / 10, most);
        }
        const QString digits = QLocale::c().toString(written, 'f', decimals);
        QString grouped = digits;
        if (!below(4)) // some answers write no groups
            grouped = digits;
        else {
            qsizetype end = digits.indexOf(u'.');
            end = end < 0 ? digits.size() : end;
            for (qsizetype at = end - 3; at > (digits.startsWith(u'-') ? 1 : 0); at -= 3)
                grouped.insert(at, u',');
        }
        QString only = digits;
        only.remove(u'.').remove(u'-');
        while (only.startsWith(u'0'))
            only.remove(0, 1);
        const int from = int(m_answer.text.size());
        m_answer.text += before + grouped + after;
        m_answer.numbers.append(
            {from, int(m_answer.text.size()),
             m_figures == CorpusFigures::Right ? CorpusAnswer::Truth::Right : CorpusAnswer::Truth::Wrong,
             int(only.size())});
        return *this;
    }
    //! The same with at least three digits that count.
    AnswerWriter &computed(double value, const QString &after = {})
    {
        return figure(value, std::max(1, 2 - int(std::floor(std::log10(value)))), {}, after);
    }
    CorpusAnswer finish(const QString &question)
    {
        m_answer.question = question;
        return m_answer;
    }

private:
    std::mt19937 &m_random;
    CorpusFigures m_figures;
    CorpusAnswer m_answer;
};

qint64 sumOf(const QList<qint64> &numbers)
{
    qint64 sum = 0;
    for (const qint64 number : numbers)
        sum += number;
    return sum;
}

CorpusAnswer byCountry(AnswerWriter to)
{
    const QList<qint64> revenue = to.wholes(kCountries.size());
    to.result(QStringLiteral("country"), kCountries, QStringLiteral("revenue"), revenue, 0);
    const int a = to.below(10);
    const int b = (a + 1 + to.below(9)) % 10;
    to.say(QStringLiteral("In "))
        .other(QStringLiteral("2024"))
        .say(QStringLiteral(", %1 had a revenue of ").arg(kCountries.at(a)));
    to.figure(double(revenue.at(a)), 0, QStringLiteral("€"));
    to.say(QStringLiteral(", and %1 had ").arg(kCountries.at(b)))
        .figure(double(revenue.at(b)), 0, QStringLiteral("€"));
    to.say(QStringLiteral(". All countries together come to "))
        .figure(double(sumOf(revenue)), 0, QStringLiteral("€"));
    to.say(QStringLiteral(".\nThat is %1's share of ").arg(kCountries.at(a)));
    to.computed(100.0 * double(revenue.at(a)) / double(sumOf(revenue)), QStringLiteral("%"));
    to.say(QStringLiteral("."));
    return to.finish(QStringLiteral("What was the revenue by country in 2024?"));
}

CorpusAnswer byMonth(AnswerWriter to)
{
    const QList<qint64> orders = to.wholes(kMonths.size());
    to.result(QStringLiteral("month"), kMonths, QStringLiteral("orders"), orders, 0);
    const int a = to.below(7);
    to.say(QStringLiteral("- "))
        .other(kMonths.at(a))
        .say(QStringLiteral(": "))
        .figure(double(orders.at(a)), 0);
    to.say(QStringLiteral(" orders\n- "))
        .other(kMonths.at(a + 1))
        .say(QStringLiteral(": "))
        .figure(double(orders.at(a + 1)), 0);
    to.say(QStringLiteral(" orders\n\nBetween "))
        .other(kMonths.at(a))
        .say(QStringLiteral(" and "))
        .other(kMonths.at(a + 1));
    const double change = 100.0 * double(orders.at(a + 1) - orders.at(a)) / double(orders.at(a));
    to.say(change < 0 ? QStringLiteral(" orders fell by ") : QStringLiteral(" orders rose by "));
    to.computed(std::abs(change), QStringLiteral("%"));
    to.say(QStringLiteral(", or "))
        .figure(std::abs(double(orders.at(a + 1) - orders.at(a))), 0)
        .say(QStringLiteral(" orders."));
    return to.finish(QStringLiteral("How did orders develop?"));
}

CorpusAnswer topProducts(AnswerWriter to)
{
    const QList<qint64> cents = to.wholes(kProducts.size());
    to.result(QStringLiteral("product"), kProducts, QStringLiteral("sales"), cents, 2);
    to.say(QStringLiteral("The top ")).other(QStringLiteral("3")).say(QStringLiteral(" products:\n"));
    for (int i = 0; i < 3; ++i) {
        to.other(QStringLiteral("%1.").arg(i + 1)).say(QStringLiteral(" %1 with ").arg(kProducts.at(i)));
        to.figure(double(cents.at(i)) / 100, 2, QStringLiteral("$")).say(QStringLiteral("\n"));
    }
    to.say(QStringLiteral("%1 sold ").arg(kProducts.at(0)));
    to.computed(double(cents.at(0)) / double(cents.at(1)))
        .say(QStringLiteral(" times as much as %1. ").arg(kProducts.at(1)));
    to.say(QStringLiteral("The mean is "))
        .figure(double(sumOf(cents)) / 100 / 12, 2, QStringLiteral("$"))
        .say(QStringLiteral("."));
    return to.finish(QStringLiteral("Which products sell best?"));
}

CorpusAnswer rounded(AnswerWriter to)
{
    QList<qint64> people = to.wholes(kCountries.size());
    for (qint64 &each : people)
        each = each * 37 + 1'000'003;
    to.result(QStringLiteral("country"), kCountries, QStringLiteral("visitors"), people, 0);
    const int a = to.below(10);
    to.say(QStringLiteral("%1 counted ").arg(kCountries.at(a)))
        .figure(double(people.at(a)) / 1e6, 2, {}, QStringLiteral(" million"));
    to.say(QStringLiteral(" visitors (see section "))
        .other(QStringLiteral("4"))
        .say(QStringLiteral(" of the report, page "));
    to.other(QStringLiteral("112")).say(QStringLiteral("), %1 ").arg(kCountries.at((a + 3) % 10)));
    to.figure(double(people.at((a + 3) % 10)) / 1e3, 1, {}, QStringLiteral(" thousand"))
        .say(QStringLiteral("."));
    return to.finish(QStringLiteral("How many visitors came?"));
}

CorpusAnswer oneRow(AnswerWriter to)
{
    const QList<qint64> mean = to.wholes(1);
    const QList<qint64> rows = to.wholes(1);
    to.result(QStringLiteral("status"), {QStringLiteral("shipped")}, QStringLiteral("avg_price"), mean, 3,
              QStringLiteral("n"), rows);
    to.say(QStringLiteral("Over "))
        .figure(double(rows.at(0)), 0)
        .say(QStringLiteral(" shipped orders the average price is "));
    to.figure(double(mean.at(0)) / 1000, 2, QStringLiteral("$")).say(QStringLiteral(". I used `LIMIT "));
    to.say(QStringLiteral("` and rounded to "))
        .other(QStringLiteral("2"))
        .say(QStringLiteral(" decimals at "));
    to.other(QStringLiteral("14:30"))
        .say(QStringLiteral(" on "))
        .other(QStringLiteral("31.01.2024"))
        .say(QStringLiteral("."));
    return to.finish(QStringLiteral("What is the average price of shipped orders?"));
}

CorpusAnswer markdownRow(AnswerWriter to)
{
    const QList<qint64> first = to.wholes(kProducts.size());
    const QList<qint64> second = to.wholes(kProducts.size());
    to.result(QStringLiteral("product"), kProducts, QStringLiteral("revenue"), first, 0,
              QStringLiteral("cost"), second);
    const int a = to.below(12);
    to.say(QStringLiteral("%1 | ").arg(kProducts.at(a))).figure(double(first.at(a)), 0);
    to.say(QStringLiteral(" | ")).figure(double(second.at(a)), 0).say(QStringLiteral(" | "));
    to.computed(double(first.at(a)) / double(second.at(a)));
    return to.finish(QStringLiteral("Revenue, cost and their ratio by product?"));
}

CorpusAnswer noRowNamed(AnswerWriter to)
{
    const QList<qint64> amounts = to.wholes(kCountries.size());
    to.result(QStringLiteral("country"), kCountries, QStringLiteral("amount"), amounts, 2);
    const auto [least, most] = std::minmax_element(amounts.begin(), amounts.end());
    to.say(QStringLiteral("The largest amount is ")).figure(double(*most) / 100, 2);
    to.say(QStringLiteral(" and the smallest ")).figure(double(*least) / 100, 2);
    to.say(QStringLiteral(", a difference of ")).figure(double(*most - *least) / 100, 2);
    to.say(QStringLiteral(". There are ")).other(QStringLiteral("2")).say(QStringLiteral(" caveats: Q"));
    to.say(QStringLiteral("3 data is partial since version "))
        .other(QStringLiteral("2.1.4"))
        .say(QStringLiteral(", and the "));
    to.other(QStringLiteral("1st")).say(QStringLiteral(" of May is a holiday."));
    return to.finish(QStringLiteral("What is the spread of amounts?"));
}

CorpusAnswer shares(AnswerWriter to)
{
    QList<qint64> share;
    for (qsizetype i = 0; i < kCountries.size(); ++i)
        share.append(qint64(to.between(1011, 9899)));
    to.result(QStringLiteral("country"), kCountries, QStringLiteral("return_rate_pct"), share, 2);
    const int a = to.below(10);
    to.say(QStringLiteral("Returns in %1 are at ").arg(kCountries.at(a)))
        .figure(double(share.at(a)) / 100, 1, {}, QStringLiteral("%"));
    to.say(QStringLiteral(", against "))
        .figure(double(share.at((a + 1) % 10)) / 100, 2, {}, QStringLiteral("%"));
    to.say(QStringLiteral(" in %1, over the last ").arg(kCountries.at((a + 1) % 10)))
        .other(QStringLiteral("12"))
        .say(QStringLiteral(" months of "));
    to.other(QStringLiteral("2023")).say(QStringLiteral("."));
    return to.finish(QStringLiteral("What are the return rates?"));
}

} // namespace

QList<CorpusAnswer> figureCorpus(quint32 seed, int count, CorpusFigures figures)
{
    constexpr auto kKinds =
        std::to_array({byCountry, byMonth, topProducts, rounded, oneRow, markdownRow, noRowNamed, shares});
    std::mt19937 random(seed);
    QList<CorpusAnswer> answers;
    for (int i = 0; i < count; ++i)
        answers.append(kKinds[size_t(i) % kKinds.size()](AnswerWriter(random, figures)));
    return answers;
}

} // namespace tabletalk
