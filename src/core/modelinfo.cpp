// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelinfo.h"

#include <algorithm>
#include <array>

namespace tabletalk {

QString canonicalModelId(const QString &id)
{
    static const QString prefix = QStringLiteral("interactive/");
    QString trimmed = id.trimmed();
    if (trimmed.startsWith(prefix) && trimmed.indexOf(u'/', prefix.size()) > 0)
        return trimmed.sliced(prefix.size());
    return trimmed;
}

bool ModelInfo::isForChat() const
{
    return !id.contains(u"embed", Qt::CaseInsensitive) && !id.contains(u"rerank", Qt::CaseInsensitive);
}

std::optional<Money> ModelInfo::priceOf(const Usage &usage) const
{
    const auto price = [this](std::initializer_list<QLatin1String> kinds) -> std::optional<Money> {
        for (const QLatin1String kind : kinds) {
            if (const auto found = pricePerToken.constFind(kind); found != pricePerToken.constEnd())
                return *found;
        }
        return std::nullopt;
    };
    const auto in = price({QLatin1String("input"), QLatin1String("prompt")});
    const auto out = price({QLatin1String("output"), QLatin1String("completion")});
    if (!usage.promptTokens || !usage.completionTokens || !in || !out)
        return std::nullopt;
    // Without a price of their own, cached tokens cost what others do.
    const Money cached =
        price({QLatin1String("input_cached"), QLatin1String("input_cache_read")}).value_or(*in);
    const qint64 cachedTokens = std::clamp<qint64>(usage.cachedTokens.value_or(0), 0, *usage.promptTokens);
    const std::array parts{in->times(*usage.promptTokens - cachedTokens), cached.times(cachedTokens),
                           out->times(*usage.completionTokens)};
    qint64 sum = 0;
    for (const std::optional<Money> &part : parts) {
        if (!part || __builtin_add_overflow(sum, part->picoUsd, &sum))
            return std::nullopt;
    }
    return Money{sum};
}

} // namespace tabletalk
