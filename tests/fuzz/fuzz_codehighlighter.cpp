// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "codehighlighter.h"
#include "codelanguage.h"
#include "visiblecontrols.h"

#include <QStringList>

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

namespace {

bool areSound(const std::vector<CodeRun> &runs, qsizetype size)
{
    qsizetype end = 0;
    for (const CodeRun &run : runs) {
        if (run.start < end || run.length <= 0)
            return false;
        end = run.start + run.length;
    }
    return end <= size;
}

} // namespace

//! The first byte chooses the language; the rest is code, whose runs must be in order and within their line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const auto languages = codeLanguages();
    const QLatin1String names(languages[data[0] % languages.size()].names);
    const CodeHighlighter highlighter(QString(names.left(names.indexOf(u' '))));
    const QString code = QString::fromUtf8(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    CodeState state;
    for (const QString &line : code.split(u'\n')) {
        std::vector<CodeRun> runs;
        const CodeState next = highlighter.highlight(line, state, &runs);
        if (!areSound(runs, line.size()) || highlighter.highlight(line, state, nullptr) != next)
            std::abort();
        const qsizetype cut = line.size() / 2;
        highlighter.highlight(QStringView(line).sliced(cut),
                              highlighter.highlight(QStringView(line).first(cut), state, nullptr, false),
                              nullptr);
        if (withVisibleControls(line).text.size() != line.size())
            std::abort();
        state = next;
    }
    return 0;
}
