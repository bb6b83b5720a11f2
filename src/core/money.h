// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

#include <compare>
#include <optional>

namespace tabletalk {

//! An amount in USD as a whole number of 10^-12 dollars (enough for a price per token), never a
//! double. "Unknown" is an empty optional, not zero.
struct Money {
    qint64 picoUsd = 0;

    //! Reads "0.0000025", "2.5e-6", "0"; C locale. Digits beyond 10^-12 are rounded half up. Empty when
    //! the text is no number, is negative, or is beyond nine million dollars.
    static std::optional<Money> fromDecimal(QStringView text);

    //! "$0.0042", "$1.20", "< $0.0001": as few digits as tell something, always in USD.
    QString toDisplay() const;
    //! The exact decimal without trailing zeros, "0.0000025".
    QString toDecimal() const;

    Money operator+(Money other) const { return {picoUsd + other.picoUsd}; }
    //! `count` times this price; empty on overflow.
    std::optional<Money> times(qint64 count) const;
    auto operator<=>(const Money &) const = default;
};

} // namespace tabletalk
