// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cellvalue.h"
#include "shownvalue.h"

#include <QRandomGenerator>
#include <QTest>

#include <bit>

using namespace tabletalk;

namespace {

const std::vector<std::pair<const char *, ColumnFormat>> kFormats{
    {"integers", {.type = ColumnType::Integer}},
    {"decimals", {.type = ColumnType::Decimal, .scale = 2}},
    {"free decimals", {.type = ColumnType::Decimal, .scale = 4, .isFixed = false}},
    {"German euros",
     {.type = ColumnType::Decimal, .scale = 2, .decimalSign = ",", .groupSign = ".", .suffix = " €"}},
    {"dollars", {.type = ColumnType::Integer, .groupSign = ",", .prefix = "$"}},
    {"percent", {.type = ColumnType::Decimal, .scale = 1, .suffix = "%"}},
    {"narrow spaces", {.type = ColumnType::Integer, .groupSign = "\u202f"}},
    {"doubles", {.type = ColumnType::Real}},
    {"booleans", {.type = ColumnType::Boolean, .trueText = "Yes", .falseText = "No"}},
    {"days", {.type = ColumnType::Date}},
    {"German days", {.type = ColumnType::Date, .order = DateOrder::DayMonthYear, .dateSeparator = '.'}},
    {"American days",
     {.type = ColumnType::Date, .order = DateOrder::MonthDayYear, .dateSeparator = '/', .isPadded = false}},
    {"times", {.type = ColumnType::Time, .hasSeconds = false}},
    {"moments", {.type = ColumnType::Timestamp}},
    {"moments of a zone", {.type = ColumnType::Timestamp, .scale = 3, .joint = 'T', .isUtc = true}},
};

//! What the format writes for a value of some size.
std::string shownOf(const ColumnFormat &format, QRandomGenerator &random)
{
    qint64 raw = qint64(random.generate64()) >> random.bounded(64);
    if (format.type == ColumnType::Boolean)
        raw &= 1;
    else if (format.type == ColumnType::Date)
        raw %= 1'000'000;
    else if (format.type == ColumnType::Time)
        raw = random.bounded(24 * 60) * 60'000'000LL;
    else if (format.type == ColumnType::Timestamp)
        raw = raw % 1'000'000'000 * (format.scale > 0 ? 1'000 : 1'000'000);
    else if (format.type == ColumnType::Real)
        raw = std::bit_cast<qint64>(double(raw) / double(1LL << random.bounded(60)));
    std::string text;
    appendShown(text, format, raw);
    return text;
}

} // namespace

class TestShownValue : public QObject {
    Q_OBJECT
private slots:
    void findsWhatTheLongWayFinds_data();
    void findsWhatTheLongWayFinds();
    void isTheShortWayForMostCells_data() { findsWhatTheLongWayFinds_data(); }
    void isTheShortWayForMostCells();
};

void TestShownValue::findsWhatTheLongWayFinds_data()
{
    QTest::addColumn<int>("format");
    for (size_t i = 0; i < kFormats.size(); ++i)
        QTest::newRow(kFormats[i].first) << int(i);
}

void TestShownValue::findsWhatTheLongWayFinds()
{
    QFETCH(int, format);
    const ColumnFormat &expected = kFormats[size_t(format)].second;
    QRandomGenerator random(7);
    constexpr std::string_view kSigns = "0123456789.,-+ $%€:/TZeE\u202f()ynYN";
    for (int i = 0; i < 60'000; ++i) {
        std::string text = shownOf(expected, random);
        // Most are a little wrong.
        for (int changes = random.bounded(4); changes > 0 && !text.empty(); --changes) {
            const auto at = size_t(random.bounded(int(text.size())));
            const char sign = kSigns[size_t(random.bounded(int(kSigns.size())))];
            switch (random.bounded(3)) {
            case 0:
                text[at] = sign;
                break;
            case 1:
                text.insert(at, 1, sign);
                break;
            default:
                text.erase(at, 1);
            }
        }
        const std::optional<qint64> value = shownValue(text, expected);
        if (!value)
            continue;
        const CellValue slow = readCell({text, {}, CellKind::Unknown}, expected);
        QVERIFY2(slow.fit == CellValue::Fit::Value && slow.raw == *value && slow.isAsShown, text.c_str());
    }
}

void TestShownValue::isTheShortWayForMostCells()
{
    QFETCH(int, format);
    const ColumnFormat &expected = kFormats[size_t(format)].second;
    QRandomGenerator random(8);
    int slow = 0;
    int missed = 0;
    for (int i = 0; i < 5'000; ++i) {
        const std::string text = shownOf(expected, random);
        const CellValue value = readCell({text, {}, CellKind::Unknown}, expected);
        if (value.fit != CellValue::Fit::Value || !value.isAsShown)
            continue;
        ++slow;
        missed += shownValue(text, expected) ? 0 : 1;
    }
    QVERIFY(slow > 1'000);
    // Days without leading zeros, and numbers near the end of what a column holds, may take the long way.
    if (expected.isPadded)
        QVERIFY2(missed * 20 < slow, qPrintable(QStringLiteral("%1 of %2").arg(missed).arg(slow)));
}

QTEST_GUILESS_MAIN(TestShownValue)
#include "tst_shownvalue.moc"
