// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "civildate.h"
#include "datearithmetic.h"
#include "sqlfunctions.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace tabletalk {

namespace {

enum SeriesColumn { Value = 0, Start, Stop, Step };

struct SeriesCursor : sqlite3_vtab_cursor {
    bool isOver = true;
    bool isReal = false;
    bool isMoment = false;
    qint64 at = 0; //!< counted from the start
    double start = 0;
    double stop = 0;
    double step = 1;
    qint64 wholeStart = 0;
    qint64 wholeStop = 0;
    qint64 wholeStep = 1;
    SqlMoment first;
    SqlMoment last;
    Interval every;
    SqlMoment here;

    void look()
    {
        if (isMoment) {
            here = shifted(first, {every.months * at, every.micros * at}, 1);
            const bool isBackwards = every.months < 0 || every.micros < 0;
            isOver = isBackwards ? here.micros < last.micros : here.micros > last.micros;
        } else if (isReal) {
            const double value = start + step * double(at);
            isOver = step >= 0 ? value > stop : value < stop;
        } else {
            // Not by multiplying, which could overflow.
            isOver = wholeStep > 0 ? wholeStart > wholeStop : wholeStart < wholeStop;
        }
    }
};

SeriesCursor &cursorOf(sqlite3_vtab_cursor *cursor)
{
    return *static_cast<SeriesCursor *>(cursor);
}

//! generate_series has its end in it, range has not.
struct SeriesVtab : sqlite3_vtab {
    bool hasEnd = true;
};

int connectSeries(sqlite3 *connection, void *hasEnd, int, const char *const *, sqlite3_vtab **made, char **)
{
    const int code =
        sqlite3_declare_vtab(connection, "CREATE TABLE x(value, start HIDDEN, stop HIDDEN, step HIDDEN)");
    if (code != SQLITE_OK)
        return code;
    auto vtab = std::make_unique<SeriesVtab>();
    vtab->hasEnd = hasEnd != nullptr;
    *made = vtab.release();
    return SQLITE_OK;
}

int disconnectSeries(sqlite3_vtab *vtab)
{
    delete static_cast<SeriesVtab *>(vtab);
    return SQLITE_OK;
}

int planSeries(sqlite3_vtab *, sqlite3_index_info *info)
{
    int given = 0;
    int arguments = 0;
    for (int wanted = Start; wanted <= Step; ++wanted) {
        for (int i = 0; i < info->nConstraint; ++i) {
            const auto &constraint = info->aConstraint[i];
            if (constraint.iColumn != wanted || constraint.op != SQLITE_INDEX_CONSTRAINT_EQ)
                continue;
            if (!constraint.usable)
                return SQLITE_CONSTRAINT;
            if (given & 1 << wanted)
                continue;
            given |= 1 << wanted;
            info->aConstraintUsage[i].argvIndex = ++arguments;
            info->aConstraintUsage[i].omit = 1;
        }
    }
    info->idxNum = given;
    info->estimatedRows = 1000;
    info->estimatedCost = 1000;
    return SQLITE_OK;
}

int openSeries(sqlite3_vtab *, sqlite3_vtab_cursor **made)
{
    *made = std::make_unique<SeriesCursor>().release();
    return SQLITE_OK;
}

int closeSeries(sqlite3_vtab_cursor *cursor)
{
    delete &cursorOf(cursor);
    return SQLITE_OK;
}

int fail(sqlite3_vtab_cursor *cursor, const char *sentence)
{
    cursor->pVtab->zErrMsg = sqlite3_mprintf("%s", sentence);
    return SQLITE_ERROR;
}

int startSeries(sqlite3_vtab_cursor *base, int given, const char *, int count, sqlite3_value **values)
{
    sqlite3_vtab *vtab = base->pVtab;
    *static_cast<SeriesCursor *>(base) = SeriesCursor();
    base->pVtab = vtab;
    SeriesCursor &cursor = cursorOf(base);
    const bool hasEnd = static_cast<SeriesVtab *>(vtab)->hasEnd;
    if (!(given & 1 << Start))
        return fail(base, "generate_series(start, stop, step) needs a start and a stop.");
    sqlite3_value *start = values[0];
    const bool hasStop = (given & 1 << Stop) != 0;
    // One argument alone is where it ends, and it starts at 0.
    sqlite3_value *stop = hasStop ? values[1] : values[0];
    sqlite3_value *step = given & 1 << Step ? values[count - 1] : nullptr;
    if (isNull(start) || isNull(stop) || (step && isNull(step)))
        return SQLITE_OK;

    if (const std::optional<SqlMoment> first =
            sqlite3_value_type(start) == SQLITE_TEXT ? sqlMoment(textOf(start)) : std::nullopt) {
        const std::optional<SqlMoment> last = sqlMoment(textOf(stop));
        const std::optional<Interval> every = step ? interval(textOf(step)) : Interval{0, kMicrosPerDay};
        if (!last || !every || (every->months == 0 && every->micros == 0))
            return fail(base, "A series of days is generate_series('2024-01-01', '2024-12-31', '1 month').");
        cursor.isMoment = true;
        cursor.first = *first;
        cursor.first.hasTime = first->hasTime || every->micros % kMicrosPerDay != 0;
        cursor.last = *last;
        if (!hasEnd)
            cursor.last.micros -= every->micros < 0 || every->months < 0 ? -1 : 1;
        cursor.every = *every;
        cursor.look();
        return SQLITE_OK;
    }
    cursor.isReal = sqlite3_value_numeric_type(start) == SQLITE_FLOAT
                    || (step && sqlite3_value_numeric_type(step) == SQLITE_FLOAT);
    cursor.start = hasStop ? sqlite3_value_double(start) : 0;
    cursor.stop = sqlite3_value_double(stop);
    cursor.step = step ? sqlite3_value_double(step) : 1;
    cursor.wholeStart = hasStop ? sqlite3_value_int64(start) : 0;
    cursor.wholeStop = sqlite3_value_int64(stop);
    cursor.wholeStep = step ? sqlite3_value_int64(step) : 1;
    if (cursor.isReal ? cursor.step == 0 : cursor.wholeStep == 0)
        return fail(base, "The step of a series is not 0.");
    if (!hasEnd) {
        cursor.stop = std::nextafter(cursor.stop, cursor.step > 0 ? -HUGE_VAL : HUGE_VAL);
        constexpr qint64 kLimit = 9'000'000'000'000'000'000;
        cursor.wholeStop = std::clamp(cursor.wholeStop, -kLimit, kLimit) - (cursor.wholeStep > 0 ? 1 : -1);
    }
    cursor.look();
    return SQLITE_OK;
}

int nextValue(sqlite3_vtab_cursor *base)
{
    SeriesCursor &cursor = cursorOf(base);
    ++cursor.at;
    if (!cursor.isMoment && !cursor.isReal
        && __builtin_add_overflow(cursor.wholeStart, cursor.wholeStep, &cursor.wholeStart)) {
        cursor.isOver = true;
        return SQLITE_OK;
    }
    constexpr qint64 kMostMoments = 10'000'000;
    if (cursor.isMoment && cursor.at > kMostMoments)
        cursor.isOver = true;
    else
        cursor.look();
    return SQLITE_OK;
}

int isSeriesOver(sqlite3_vtab_cursor *base)
{
    return cursorOf(base).isOver ? 1 : 0;
}

int readValue(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const SeriesCursor &cursor = cursorOf(base);
    if (column != Value)
        return SQLITE_OK;
    if (cursor.isMoment) {
        const std::string text = sqlText(cursor.here);
        sqlite3_result_text(context, text.data(), int(text.size()), SQLITE_TRANSIENT);
    } else if (cursor.isReal) {
        sqlite3_result_double(context, cursor.start + cursor.step * double(cursor.at));
    } else {
        sqlite3_result_int64(context, cursor.wholeStart);
    }
    return SQLITE_OK;
}

int readSeriesId(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
    *id = cursorOf(base).at + 1;
    return SQLITE_OK;
}

constexpr sqlite3_module makeModule()
{
    sqlite3_module module{};
    module.xConnect = connectSeries;
    module.xBestIndex = planSeries;
    module.xDisconnect = disconnectSeries;
    module.xDestroy = disconnectSeries;
    module.xOpen = openSeries;
    module.xClose = closeSeries;
    module.xFilter = startSeries;
    module.xNext = nextValue;
    module.xEof = isSeriesOver;
    module.xColumn = readValue;
    module.xRowid = readSeriesId;
    return module;
}

} // namespace

void addSeries(FunctionRegistry &functions)
{
    static const sqlite3_module kModule = makeModule();
    static char hasEnd = 1;
    sqlite3_create_module_v2(functions.connection(), "generate_series", &kModule, &hasEnd, nullptr);
    sqlite3_create_module_v2(functions.connection(), "range", &kModule, nullptr, nullptr);
}

} // namespace tabletalk
