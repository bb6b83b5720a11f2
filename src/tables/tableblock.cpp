// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tableblock.h"

#include <QCborArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tabletalk {

namespace {

QString text(const std::string &utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

std::string utf8(const QCborValue &value)
{
    return value.toString().toStdString();
}

template <class Enum>
Enum closed(const QCborValue &value, Enum last)
{
    const qint64 number = value.toInteger();
    return number >= 0 && number <= qint64(last) ? Enum(number) : Enum{};
}

char character(const QCborValue &value)
{
    return char(std::clamp<qint64>(value.toInteger(), 0, 127));
}

} // namespace

QCborMap toCbor(const ColumnFormat &format)
{
    return {{"type"_L1, int(format.type)},
            {"scale"_L1, format.scale},
            {"fixed"_L1, format.isFixed},
            {"decimal"_L1, text(format.decimalSign)},
            {"group"_L1, text(format.groupSign)},
            {"prefix"_L1, text(format.prefix)},
            {"suffix"_L1, text(format.suffix)},
            {"order"_L1, int(format.order)},
            {"separator"_L1, int(format.dateSeparator)},
            {"padded"_L1, format.isPadded},
            {"joint"_L1, int(format.joint)},
            {"seconds"_L1, format.hasSeconds},
            {"utc"_L1, format.isUtc},
            {"true"_L1, text(format.trueText)},
            {"false"_L1, text(format.falseText)}};
}

ColumnFormat formatFrom(const QCborMap &map)
{
    ColumnFormat format;
    format.type = closed(map["type"_L1], ColumnType::Timestamp);
    format.scale = int(std::clamp<qint64>(map["scale"_L1].toInteger(), 0, kMostScale));
    format.isFixed = map["fixed"_L1].toBool();
    format.decimalSign = utf8(map["decimal"_L1]);
    format.groupSign = utf8(map["group"_L1]);
    format.prefix = utf8(map["prefix"_L1]);
    format.suffix = utf8(map["suffix"_L1]);
    format.order = closed(map["order"_L1], DateOrder::MonthDayYear);
    format.dateSeparator = character(map["separator"_L1]);
    format.isPadded = map["padded"_L1].toBool();
    format.joint = character(map["joint"_L1]);
    format.hasSeconds = map["seconds"_L1].toBool();
    format.isUtc = map["utc"_L1].toBool();
    format.trueText = utf8(map["true"_L1]);
    format.falseText = utf8(map["false"_L1]);
    return format;
}

QCborMap toCbor(const ColumnProfile &profile)
{
    QCborArray top;
    for (const ValueCount &entry : profile.top)
        top.append(QCborArray{entry.value, entry.count});
    QCborArray histogram;
    for (const qint64 count : profile.histogram)
        histogram.append(count);
    return {{"nulls"_L1, profile.nulls},
            {"misfits"_L1, profile.misfits},
            {"distinct"_L1, profile.distinct},
            {"estimated"_L1, profile.isDistinctEstimated},
            {"min"_L1, profile.min},
            {"q1"_L1, profile.lowerQuartile},
            {"median"_L1, profile.median},
            {"q3"_L1, profile.upperQuartile},
            {"max"_L1, profile.max},
            {"mean"_L1, profile.mean},
            {"top"_L1, top},
            {"histogram"_L1, histogram}};
}

ColumnProfile profileFrom(const QCborMap &map)
{
    ColumnProfile profile;
    profile.nulls = map["nulls"_L1].toInteger();
    profile.misfits = map["misfits"_L1].toInteger();
    profile.distinct = map["distinct"_L1].toInteger();
    profile.isDistinctEstimated = map["estimated"_L1].toBool();
    profile.min = map["min"_L1].toString();
    profile.lowerQuartile = map["q1"_L1].toString();
    profile.median = map["median"_L1].toString();
    profile.upperQuartile = map["q3"_L1].toString();
    profile.max = map["max"_L1].toString();
    profile.mean = map["mean"_L1].toString();
    const QCborArray top = map["top"_L1].toArray();
    for (qsizetype i = 0; i < std::min<qsizetype>(top.size(), kMostTopValues); ++i)
        profile.top.append({top[i].toArray()[0].toString(), top[i].toArray()[1].toInteger()});
    const QCborArray histogram = map["histogram"_L1].toArray();
    for (qsizetype i = 0; i < std::min<qsizetype>(histogram.size(), kHistogramSteps); ++i)
        profile.histogram.append(std::max<qint64>(0, histogram[i].toInteger()));
    return profile;
}

QCborMap toCbor(const ImportReport &report)
{
    QCborArray notes;
    for (const ImportNote &note : report.notes)
        notes.append(QCborArray{int(note.event), note.count, note.firstRow, note.column, note.sample});
    return {{"kind"_L1, int(report.kind)},
            {"encoding"_L1, report.encoding},
            {"delimiter"_L1, int(report.delimiter)},
            {"quote"_L1, int(report.quote)},
            {"header"_L1, report.hasHeader},
            {"decimal"_L1, int(report.decimalSign)},
            {"sheets"_L1, QCborArray::fromStringList(report.sheets)},
            {"sheet"_L1, report.sheet},
            {"rows"_L1, report.rowsRead},
            {"notes"_L1, notes}};
}

ImportReport reportFrom(const QCborMap &map)
{
    ImportReport report;
    report.kind = closed(map["kind"_L1], TableKind::Database);
    report.encoding = map["encoding"_L1].toString();
    report.delimiter = character(map["delimiter"_L1]);
    report.quote = character(map["quote"_L1]);
    report.hasHeader = map["header"_L1].toBool();
    report.decimalSign = character(map["decimal"_L1]);
    for (const QCborValue &sheet : map["sheets"_L1].toArray())
        report.sheets.append(sheet.toString());
    report.sheet = map["sheet"_L1].toString();
    report.rowsRead = map["rows"_L1].toInteger();
    for (const QCborValue &value : map["notes"_L1].toArray()) {
        const QCborArray note = value.toArray();
        report.notes.append({closed(note.at(0), ImportEvent::FormatsUnknown), note.at(1).toInteger(),
                             note.at(2).toInteger(), note.at(3).toString(), note.at(4).toString()});
    }
    return report;
}

QCborArray toCbor(const Segment &segment)
{
    return {int(segment.kind), int(segment.width), segment.min,     segment.max,      segment.nulls,
            segment.nullsAt,   segment.at,         segment.textsAt, segment.textBytes};
}

Segment segmentFrom(const QCborArray &array)
{
    Segment segment;
    segment.kind = closed(array.at(0), SegmentKind::Texts);
    segment.width = quint8(std::clamp<qint64>(array.at(1).toInteger(), 0, 8));
    segment.min = array.at(2).toInteger();
    segment.max = array.at(3).toInteger();
    segment.nulls = array.at(4).toInteger();
    segment.nullsAt = array.at(5).toInteger(-1);
    segment.at = array.at(6).toInteger();
    segment.textsAt = array.at(7).toInteger();
    segment.textBytes = array.at(8).toInteger();
    return segment;
}

QCborArray toCbor(const TextList &texts)
{
    return {texts.count, texts.endsAt, texts.textsAt, texts.textBytes};
}

TextList textListFrom(const QCborArray &array)
{
    return {array.at(0).toInteger(), array.at(1).toInteger(), array.at(2).toInteger(),
            array.at(3).toInteger()};
}

} // namespace tabletalk
