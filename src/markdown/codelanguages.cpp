// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "codelanguage.h"

#include <QLatin1String>

namespace tabletalk {

namespace {

using enum CodeTrait;

#define TT_C_KEYWORDS                                                                                        \
    "auto break case const continue default do else enum extern for goto if inline register restrict "       \
    "return sizeof static struct switch typedef union volatile while _Alignas _Alignof _Atomic _Generic "    \
    "_Noreturn _Static_assert _Thread_local "
#define TT_C_TYPES                                                                                           \
    "bool char double float int long short signed unsigned void size_t ssize_t ptrdiff_t int8_t int16_t "    \
    "int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t wchar_t FILE _Bool "
#define TT_JS_KEYWORDS                                                                                       \
    "async await break case catch class const continue debugger default delete do else export extends "      \
    "finally for from function get if import in instanceof let new of return set static super switch this "  \
    "throw try typeof var void while with yield "
#define TT_JS_TYPES                                                                                          \
    "Array Boolean Date Error Function JSON Map Math Number Object Promise Proxy RegExp Set String Symbol "  \
    "WeakMap WeakSet console document window "

constexpr CodeLanguage kLanguages[]{
    {"python py python3 py3 ipython pyi", CodeSyntax::Program,
     CodeTraits(HashComments) | TripleQuotes | LetterPrefixes | AtNames,
     "and as assert async await break case class continue def del elif else except finally for from global "
     "if "
     "import in is lambda match nonlocal not or pass raise return try while with yield self cls",
     "bool bytes dict float frozenset int list object set str tuple type complex bytearray range Exception "
     "ValueError TypeError KeyError IndexError RuntimeError",
     "True False None NotImplemented Ellipsis"},
    {"c h", CodeSyntax::Program, CodeTraits(SlashComments) | Preprocessor, TT_C_KEYWORDS, TT_C_TYPES,
     "NULL true false EOF"},
    {"cpp c++ cc cxx hpp hh hxx arduino ino", CodeSyntax::Program,
     CodeTraits(SlashComments) | Preprocessor | CxxRawStrings,
     TT_C_KEYWORDS
     "alignas alignof and asm catch class co_await co_return co_yield concept consteval constexpr constinit "
     "const_cast decltype delete dynamic_cast explicit export final friend mutable namespace new noexcept "
     "not "
     "operator or override private protected public reinterpret_cast requires static_assert static_cast "
     "template this thread_local throw try typeid typename using virtual xor",
     TT_C_TYPES
     "char8_t char16_t char32_t string string_view vector map set unordered_map unordered_set pair "
     "tuple optional variant unique_ptr shared_ptr weak_ptr array span function",
     "nullptr true false NULL"},
    {"sql postgresql postgres pgsql psql mysql sqlite tsql plsql mariadb duckdb", CodeSyntax::Program,
     CodeTraits(DashComments) | IgnoresCase | DoubledQuotes | LongStrings,
     "add all alter analyze and any as asc begin between by cascade case cast check collate column commit "
     "conflict constraint create cross current database declare default delete desc distinct do drop each "
     "else "
     "end escape except execute exists explain fetch filter first for foreign from full function grant group "
     "having if ilike in index inner insert intersect into is isnull join key last lateral left like limit "
     "materialized merge natural not notnull nulls of offset on or order outer over partition primary "
     "procedure "
     "range recursive references rename replace returning returns revoke right rollback row rows savepoint "
     "schema select set some table temp temporary then to top transaction trigger truncate union unique "
     "update "
     "using vacuum values view when where window with without",
     "bigint binary bit blob boolean bytea char character date datetime decimal double float int integer "
     "interval json jsonb money numeric nvarchar precision real serial smallint text time timestamp "
     "timestamptz "
     "tinyint uuid varchar avg coalesce count max min nullif round sum lag lead rank dense_rank row_number "
     "ntile abs length lower upper substr substring trim extract date_trunc strftime",
     "null true false current_date current_time current_timestamp"},
    {"javascript js jsx mjs cjs node", CodeSyntax::Program,
     CodeTraits(SlashComments) | Templates | AtNames | Regexes, TT_JS_KEYWORDS, TT_JS_TYPES,
     "true false null undefined NaN Infinity"},
    {"typescript ts tsx mts cts", CodeSyntax::Program,
     CodeTraits(SlashComments) | Templates | AtNames | Regexes | CapitalTypes,
     TT_JS_KEYWORDS "abstract as asserts declare enum implements infer interface is keyof module namespace "
                    "override private protected public readonly satisfies type",
     TT_JS_TYPES "any bigint boolean never number object string symbol unknown",
     "true false null undefined NaN Infinity"},
    {"json jsonc json5 jsonl ndjson geojson ipynb", CodeSyntax::Json, {}, "", "", "true false null"},
    {"yaml yml", CodeSyntax::Yaml, {}, "", "", "true false null yes no on off True False Null"},
    {"toml ini cfg conf properties editorconfig", CodeSyntax::Toml, {}, "", "", "true false inf nan"},
    {"bash sh shell zsh ksh console shell-session shellsession terminal", CodeSyntax::Program,
     CodeTraits(HashComments) | LongStrings | ShellHeredocs | DollarNames | PlainSingleQuotes | NoNumbers,
     "if then else elif fi case esac for while until do done in function select time return exit break "
     "continue "
     "local export readonly declare typeset unset shift source alias trap eval exec set",
     "cd echo printf read test cat grep sed awk sudo apt git mkdir rm cp mv ls chmod chown curl tar find "
     "xargs",
     "true false"},
    {"rust rs", CodeSyntax::Program,
     CodeTraits(SlashComments) | NestedComments | LongStrings | RustStrings | CapitalTypes,
     "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod "
     "move "
     "mut pub ref return self static struct super trait type unsafe use where while",
     "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize Self", "true false"},
    {"go golang", CodeSyntax::Program, CodeTraits(SlashComments) | RawBackticks,
     "break case chan const continue default defer else fallthrough for func go goto if import interface map "
     "package range return select struct switch type var",
     "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune "
     "string "
     "uint uint8 uint16 uint32 uint64 uintptr append cap close copy delete len make new panic print println "
     "recover",
     "true false nil iota"},
    {"java", CodeSyntax::Program, CodeTraits(SlashComments) | TripleQuotes | AtNames | CapitalTypes,
     "abstract assert break case catch class continue default do else enum extends final finally for if "
     "implements import instanceof interface native new package permits private protected public record "
     "return "
     "sealed static strictfp super switch synchronized this throw throws transient try var volatile while "
     "yield",
     "boolean byte char double float int long short void", "true false null"},
    {"csharp cs c# dotnet", CodeSyntax::Program,
     CodeTraits(SlashComments) | Preprocessor | TripleQuotes | VerbatimStrings | CapitalTypes,
     "abstract as async await base break case catch checked class const continue default delegate do else "
     "enum "
     "event explicit extern finally fixed for foreach get goto if implicit in init interface internal is "
     "lock "
     "nameof namespace new operator out override params partial private protected public readonly record ref "
     "required return sealed set sizeof stackalloc static struct switch this throw try typeof unchecked "
     "unsafe "
     "using value var virtual volatile when where while with yield",
     "bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong "
     "ushort void",
     "true false null"},
    {"html htm xml xhtml svg vue svelte xsd xsl plist rss", CodeSyntax::Html},
    {"css scss sass less", CodeSyntax::Css},
    {"r rscript rlang", CodeSyntax::Program, CodeTraits(HashComments) | LongStrings | LetterPrefixes,
     "break else for function if in next repeat return while library require source",
     "array c character complex data.frame data double factor integer list logical matrix numeric vector",
     "TRUE FALSE NULL NA NaN Inf NA_integer_ NA_real_ NA_character_ T F"},
    {"php php7 php8", CodeSyntax::Program,
     CodeTraits(SlashComments) | HashComments | LongStrings | PhpHeredocs | DollarNames | PhpTags
         | CapitalTypes,
     "abstract and as break callable case catch class clone const continue declare default do echo else "
     "elseif "
     "empty enum extends final finally fn for foreach function global goto if implements include "
     "include_once "
     "instanceof insteadof interface isset list match namespace new or print private protected public "
     "readonly "
     "require require_once return static switch throw trait try unset use var while xor yield",
     "array bool float int iterable mixed never object self string void parent",
     "true false null TRUE FALSE NULL"},
    {"ruby rb rake gemfile jruby erb", CodeSyntax::Program,
     CodeTraits(HashComments) | LongStrings | RubyHeredocs | DollarNames | AtNames | ColonNames | Regexes
         | CapitalTypes,
     "alias and attr_accessor attr_reader attr_writer begin break case class def defined do else elsif end "
     "ensure "
     "extend for if in include module next not or private protected public raise redo require "
     "require_relative "
     "rescue retry return self super then undef unless until when while yield puts lambda proc",
     "", "true false nil __FILE__ __LINE__ __dir__"},
    {"diff patch udiff", CodeSyntax::Diff},
};

#undef TT_C_KEYWORDS
#undef TT_C_TYPES
#undef TT_JS_KEYWORDS
#undef TT_JS_TYPES

bool listHolds(QLatin1String list, QStringView word)
{
    for (qsizetype at = 0; at < list.size();) {
        const qsizetype space = list.indexOf(u' ', at);
        const qsizetype end = space < 0 ? list.size() : space;
        if (word.compare(list.sliced(at, end - at), Qt::CaseInsensitive) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

} // namespace

std::span<const CodeLanguage> codeLanguages()
{
    return kLanguages;
}

int codeLanguageIndex(QStringView name)
{
    constexpr qsizetype kLongestName = 20;
    if (name.isEmpty() || name.size() > kLongestName)
        return -1;
    for (std::size_t i = 0; i < std::size(kLanguages); ++i) {
        if (listHolds(QLatin1String(kLanguages[i].names), name))
            return int(i);
    }
    return -1;
}

} // namespace tabletalk
