// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "codehighlighter.h"

#include "codelexers.h"

namespace tabletalk {

namespace {

using Host = CodeState::Host;

//! Hashed when the first code is highlighted.
const CodeWords &wordsOf(int language)
{
    static const std::vector<CodeWords> all = [] {
        std::vector<CodeWords> made;
        for (const CodeLanguage &each : codeLanguages())
            made.emplace_back(each);
        return made;
    }();
    return all[std::size_t(language)];
}

CodeState lexScript(LineScan &scan, CodeState state)
{
    static const int kScript = codeLanguageIndex(u"javascript");
    return lexProgram(scan, state, codeLanguages()[std::size_t(kScript)], wordsOf(kScript));
}

//! HTML with the scripts and style sheets in it.
CodeState lexPage(LineScan &scan, CodeState state)
{
    const qsizetype size = scan.size();
    const bool endsLine = scan.endsLine();
    do {
        if (state.host == Host::NoHost) {
            state = lexHtml(scan, state, true);
            continue;
        }
        const bool isScript = state.host == Host::Script;
        const QLatin1String closing(isScript ? "</script" : "</style");
        const qsizetype found = scan.rest().indexOf(closing, 0, Qt::CaseInsensitive);
        if (found >= 0)
            scan.limit(scan.at() + found, false);
        state = isScript ? lexScript(scan, state) : lexCss(scan, state);
        scan.limit(size, endsLine);
        if (found >= 0)
            state = {};
    } while (!scan.isAtEnd());
    return state;
}

//! PHP with the HTML around it.
CodeState lexPhp(LineScan &scan, CodeState state, const CodeLanguage &language, const CodeWords &words)
{
    const qsizetype size = scan.size();
    const bool endsLine = scan.endsLine();
    do {
        if (state.host == Host::NoHost) {
            state = lexProgram(scan, state, language, words);
            continue;
        }
        const qsizetype found = scan.rest().indexOf(QLatin1String("<?"));
        if (found >= 0)
            scan.limit(scan.at() + found, false);
        state = lexHtml(scan, state, false);
        scan.limit(size, endsLine);
        if (found >= 0) {
            const qsizetype start = scan.at();
            scan.skip(2);
            if (scan.startsWith(QLatin1String("php")))
                scan.skip(3);
            else if (scan.peek() == u'=')
                scan.skip();
            scan.mark(start, CodeRole::Name);
            state = {};
        }
    } while (!scan.isAtEnd());
    return state;
}

} // namespace

CodeHighlighter::CodeHighlighter(QStringView language)
    : m_language(codeLanguageIndex(language))
{
}

CodeState CodeHighlighter::highlight(QStringView line, CodeState state, std::vector<CodeRun> *runs,
                                     bool endsLine) const
{
    if (!isKnown())
        return {};
    const CodeLanguage &language = codeLanguages()[std::size_t(m_language)];
    const CodeWords &words = wordsOf(m_language);
    LineScan scan(line, runs, endsLine);
    switch (language.syntax) {
    case CodeSyntax::Program:
        return language.traits.testFlag(CodeTrait::PhpTags) ? lexPhp(scan, state, language, words)
                                                            : lexProgram(scan, state, language, words);
    case CodeSyntax::Html:
        return lexPage(scan, state);
    case CodeSyntax::Css:
        return lexCss(scan, state);
    case CodeSyntax::Json:
        return lexJson(scan, state, words);
    case CodeSyntax::Yaml:
        return lexYaml(scan, state, words);
    case CodeSyntax::Toml:
        return lexToml(scan, state, words);
    case CodeSyntax::Diff:
        return lexDiff(scan, state);
    }
    return {};
}

} // namespace tabletalk
