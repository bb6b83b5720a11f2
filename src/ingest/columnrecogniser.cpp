// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "columnrecogniser.h"

#include "cellvalue.h"
#include "momentparser.h"

#include <algorithm>
#include <array>
#include <map>

namespace tabletalk {

namespace {

//! Whether so many of all are enough for a type.
bool isEnough(qint64 fitting, qint64 all)
{
    return fitting > 0 && (all - fitting) * 20 <= all;
}

//! How many cells of `all` that hold something fit; as soon as too few can, those that did until then.
template <class Fits>
qint64 countFitting(std::span<const StoredCell> cells, qint64 all, Fits fits)
{
    qint64 fitting = 0;
    qint64 others = 0;
    for (const StoredCell &cell : cells) {
        if (isNullWord(cell.text) || cell.kind == CellKind::Error)
            continue;
        (fits(cell) ? fitting : others) += 1;
        if (others * 20 > all)
            break;
    }
    return fitting;
}

bool holdsSomething(const StoredCell &cell)
{
    return !isNullWord(cell.text) && cell.kind != CellKind::Error;
}

//! What the numbers of a column have in common.
struct NumberTally {
    qint64 fitting = 0;
    qint64 ambiguous = 0;
    int most = 0; //!< digits after the decimal sign
    int least = kMostScale;
    int wholeDigits = 1;
    bool isExact = true;
    bool hasDecimalSign = false;
    std::string group;
    std::map<std::pair<std::string, std::string>, qint64> units;

    void add(const ParsedNumber &number)
    {
        ++fitting;
        ambiguous += number.isAmbiguous ? 1 : 0;
        most = std::max(most, number.scale);
        least = std::min(least, number.scale);
        wholeDigits = std::max(wholeDigits, number.wholeDigits);
        isExact = isExact && number.isExact;
        hasDecimalSign = hasDecimalSign || number.hasDecimalSign;
        if (group.empty())
            group = number.group;
        ++units[{std::string(number.prefix), std::string(number.suffix)}];
    }
    //! The unit most numbers have.
    std::pair<std::string, std::string> unit() const
    {
        return std::max_element(units.begin(), units.end(),
                                [](const auto &a, const auto &b) { return a.second < b.second; })
            ->first;
    }
};

NumberTally tallyNumbers(std::span<const StoredCell> cells, qint64 all, char decimalSign)
{
    NumberTally tally;
    countFitting(cells, all, [&tally, decimalSign](const StoredCell &cell) {
        const std::optional<ParsedNumber> number = numberOf(cell.cell(), decimalSign);
        if (number)
            tally.add(*number);
        return number.has_value();
    });
    return tally;
}

ColumnFormat formatOf(const NumberTally &tally, char decimalSign)
{
    ColumnFormat format;
    format.decimalSign = decimalSign;
    format.groupSign = tally.group;
    std::tie(format.prefix, format.suffix) = tally.unit();
    constexpr int kMostDigits = 18;
    if (!tally.isExact || tally.wholeDigits + tally.most > kMostDigits) {
        format.type = ColumnType::Real;
    } else if (tally.most == 0) {
        format.type = ColumnType::Integer;
    } else {
        format.type = ColumnType::Decimal;
        format.scale = tally.most;
        format.isFixed = tally.least == tally.most;
    }
    return format;
}

//! How many cells a format reads; units that differ, for one, make the difference to the tally.
qint64 readable(std::span<const StoredCell> cells, qint64 all, const ColumnFormat &format)
{
    return countFitting(cells, all, [&format](const StoredCell &cell) {
        return readCell(cell.cell(), format).fit == CellValue::Fit::Value;
    });
}

std::optional<RecognisedColumn> recogniseNumbers(std::span<const StoredCell> cells, qint64 all,
                                                 std::optional<char> decimalSign)
{
    const auto isKnown = [](const StoredCell &cell) { return cell.kind == CellKind::Number; };
    const NumberTally point = tallyNumbers(cells, all, '.');
    const NumberTally comma = tallyNumbers(cells, all, ',');
    char sign = '.';
    if (decimalSign)
        sign = *decimalSign;
    else if (comma.fitting > point.fitting
             || (comma.fitting == point.fitting && comma.ambiguous < point.ambiguous))
        sign = ',';
    const NumberTally &chosen = sign == '.' ? point : comma;
    if (!isEnough(chosen.fitting, all))
        return std::nullopt;
    RecognisedColumn column{formatOf(chosen, sign)};
    if (!isEnough(readable(cells, all, column.format), all))
        return std::nullopt;
    column.isDecimalAmbiguous = !decimalSign && chosen.ambiguous > 0 && point.fitting == comma.fitting
                                && std::none_of(cells.begin(), cells.end(), isKnown);
    return column;
}

//! What the dates and times of a column have in common.
struct MomentTally {
    qint64 dates = 0;
    qint64 times = 0;
    qint64 timestamps = 0;
    qint64 zones = 0;
    qint64 yearFirst = 0;
    qint64 onlyDayFirst = 0;
    qint64 onlyMonthFirst = 0;
    qint64 either = 0;
    std::optional<ParsedMoment> first;
    int fractionDigits = 0;
    bool hasSeconds = false;
    bool isPadded = true;

    void add(const ParsedMoment &moment)
    {
        if (!first)
            first = moment;
        dates += moment.hasDate && !moment.hasTime;
        times += !moment.hasDate;
        timestamps += moment.hasDate && moment.hasTime;
        zones += moment.hasZone;
        fractionDigits = std::max(fractionDigits, moment.fractionDigits);
        hasSeconds = hasSeconds || (moment.hasTime && moment.hasSeconds);
        isPadded = isPadded && moment.isPadded;
        if (!moment.hasDate)
            return;
        if (moment.isYearFirst)
            ++yearFirst;
        else if (!moment.isMonthDay())
            ++onlyDayFirst;
        else if (!moment.isDayMonth())
            ++onlyMonthFirst;
        else
            ++either;
    }
};

std::optional<RecognisedColumn> recogniseMoments(std::span<const StoredCell> cells, qint64 all,
                                                 std::optional<char> decimalSign)
{
    MomentTally tally;
    countFitting(cells, all, [&tally](const StoredCell &cell) {
        if (cell.kind != CellKind::Unknown && cell.kind != CellKind::Moment)
            return false;
        const std::optional<ParsedMoment> moment =
            parseMoment(cell.kind == CellKind::Moment ? cell.meant : cell.text);
        if (moment)
            tally.add(*moment);
        return moment.has_value();
    });
    const qint64 most = std::max({tally.dates, tally.times, tally.timestamps});
    if (!isEnough(most, all))
        return std::nullopt;
    RecognisedColumn column;
    ColumnFormat &format = column.format;
    format.type = most == tally.dates   ? ColumnType::Date
                  : most == tally.times ? ColumnType::Time
                                        : ColumnType::Timestamp;
    format.dateSeparator = tally.first->separator;
    format.joint = tally.first->joint;
    format.isPadded = tally.isPadded;
    format.hasSeconds = tally.hasSeconds;
    format.scale = tally.fractionDigits;
    format.isUtc = tally.zones * 2 > all;
    if (tally.yearFirst * 2 > all) {
        format.order = DateOrder::YearMonthDay;
    } else if (tally.onlyDayFirst != tally.onlyMonthFirst) {
        format.order =
            tally.onlyDayFirst > tally.onlyMonthFirst ? DateOrder::DayMonthYear : DateOrder::MonthDayYear;
    } else {
        // Points are written where the day comes first; for the rest, who writes a comma does so, too.
        const bool isDayFirst = format.dateSeparator == '.' || decimalSign == ',';
        format.order = isDayFirst ? DateOrder::DayMonthYear : DateOrder::MonthDayYear;
        column.isDateAmbiguous = tally.either > 0 && format.dateSeparator != '.';
    }
    if (!isEnough(readable(cells, all, format), all))
        return std::nullopt;
    return column;
}

std::optional<RecognisedColumn> recogniseBooleans(std::span<const StoredCell> cells, qint64 all)
{
    struct Words {
        const char *yes;
        const char *no;
    };
    constexpr auto kWords = std::to_array<Words>({{"true", "false"}, {"yes", "no"}});
    for (const Words &words : kWords) {
        RecognisedColumn column;
        column.format.type = ColumnType::Boolean;
        column.format.trueText = words.yes;
        column.format.falseText = words.no;
        if (!isEnough(readable(cells, all, column.format), all))
            continue;
        // As the column writes them: "TRUE" is not an exception in a column of capitals.
        for (const StoredCell &cell : cells) {
            const CellValue value = readCell(cell.cell(), column.format);
            if (value.fit == CellValue::Fit::Value && !value.isAsShown && !cell.text.empty())
                (value.raw ? column.format.trueText : column.format.falseText) = cell.text;
        }
        return column;
    }
    return std::nullopt;
}

} // namespace

std::optional<char> provenDecimalSign(std::span<const StoredCell> cells)
{
    const auto all = std::count_if(cells.begin(), cells.end(), holdsSomething);
    const NumberTally point = tallyNumbers(cells, all, '.');
    const NumberTally comma = tallyNumbers(cells, all, ',');
    if (!isEnough(std::max(point.fitting, comma.fitting), all) || point.fitting == comma.fitting)
        return std::nullopt;
    return point.fitting > comma.fitting ? '.' : ',';
}

RecognisedColumn recogniseColumn(std::span<const StoredCell> cells, std::optional<char> decimalSign)
{
    const qint64 all = std::count_if(cells.begin(), cells.end(), holdsSomething);
    if (all == 0)
        return {};
    RecognisedColumn column;
    if (const auto booleans = recogniseBooleans(cells, all))
        column = *booleans;
    else if (const auto moments = recogniseMoments(cells, all, decimalSign))
        column = *moments;
    else if (const auto numbers = recogniseNumbers(cells, all, decimalSign))
        column = *numbers;
    column.hasEvidence = true;
    return column;
}

} // namespace tabletalk
