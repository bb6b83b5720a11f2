// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "englishplurals.h"

#include <utility>

namespace tabletalk {

QString EnglishPlurals::translate(const char *, const char *sourceText, const char *, int n) const
{
    QString text = QString::fromUtf8(sourceText);
    if (n < 0 || !text.contains(QLatin1String("(s)")))
        return {};
    // The verbs that follow a count in our sentences.
    constexpr std::pair<const char *, const char *> kVerbs[] = {
        {"(s) were ", " was "}, {"(s) are ", " is "}, {"(s) have ", " has "}, {"(s) say ", " says "}};
    if (n == 1) {
        for (const auto &[many, one] : kVerbs)
            text.replace(QLatin1String(many), QLatin1String(one));
    }
    return text.replace(QLatin1String("(s)"), n == 1 ? QString() : QStringLiteral("s"));
}

} // namespace tabletalk
