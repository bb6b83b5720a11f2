// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demoanswers.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace tabletalk {

namespace {

//! The start of a message as markdown that shows it as it was typed.
QString quoted(const QString &message)
{
    constexpr qsizetype kShown = 160;
    QString start = message.simplified();
    if (start.size() > kShown)
        start = start.left(kShown) + u'…';
    QString escaped;
    for (const QChar c : start) {
        if (QStringView(u"\\`*_{}[]<>()#+-!|~$&").contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped;
}

QString opening(const QString &message)
{
    return QStringLiteral(
               "> **This is a demonstration.** No model was asked: this text is built into Tabletalk, "
               "and the prices are invented.\n\nYou wrote: “%1”\n\n")
        .arg(quoted(message));
}

QString overview()
{
    return QStringLiteral(R"(Here is a little of everything that an answer can hold.

## Prose and lists

Text can be *stressed*, **strong**, `literal` or ~~withdrawn~~. Lists nest:

1. Ask a question in the message box.
2. Watch the answer arrive:
   - stop it with **Esc** at any time;
   - what arrived is kept.
3. Ask again; the conversation so far goes along.

## A table

| Model | Input, $ per million tokens | Output, $ per million tokens |
|:--|--:|--:|
| Demo Quick | 0.15 | 0.60 |
| Demo Thorough | 2.50 | 10.00 |
| Demo Reasoning | 3.00 | 15.00 |

## Code

```python
def cost(prompt_tokens, answer_tokens, input_price, output_price):
    """What one answer costs, in dollars."""
    return prompt_tokens * input_price + answer_tokens * output_price

print(f"${cost(1200, 350, 2.5e-6, 1e-5):.4f}")
```

With a real key, the words would come from a model and the costs from the Router.
)");
}

QString formulaAnswer()
{
    return QStringLiteral(
        R"(Formulas stand in the line, like $e^{i\pi} + 1 = 0$ or \(\sqrt{a^2 + b^2}\), or apart from it:

$$x_{1,2} = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}$$

The sum of the first squares, and the bell curve's area:

\[
\sum_{i=1}^{n} i^2 = \frac{n(n+1)(2n+1)}{6}
\qquad
\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}
\]

A rotation, and a function that is defined by cases:

$$R = \begin{pmatrix} \cos\varphi & -\sin\varphi \\ \sin\varphi & \cos\varphi \end{pmatrix}
\qquad
|x| = \begin{cases} x & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}$$

| Name | Formula |
|:--|:--|
| Mean | $\bar{x} = \frac{1}{n} \sum_i x_i$ |
| Variance | $s^2 = \frac{1}{n-1} \sum_i (x_i - \bar{x})^2$ |

They are selected and copied as their source; what costs $5 or $10 stays a price.
)");
}

QString listAnswer()
{
    return QStringLiteral(R"(A plan in five steps, invented on the spot:

1. **Say what you want to know.** One sentence is enough.
2. **Bring what is known.** Paste it below the question.
3. **Choose a model.** A small one first; a large one where it matters.
4. **Read the answer as a draft.**
   - Are the figures in your data?
   - Would you stake your name on it?
5. **Ask what is missing.** The next message knows all the earlier ones.

- [x] a finished task
- [ ] a task that waits

Say *table* or *code* in a message to be shown those.
)");
}

QString tableAnswer()
{
    return QStringLiteral(R"(A small table of invented sales, and what could be said about it:

| Month | Region | Units | Revenue | Change |
|:--|:--|--:|--:|--:|
| January | North | 1,204 | $18,060.00 | |
| February | North | 1,377 | $20,655.00 | +14.4 % |
| March | North | 1,290 | $19,350.00 | −6.3 % |
| January | South | 845 | $12,675.00 | |
| February | South | 803 | $12,045.00 | −5.0 % |
| March | South | 1,012 | $15,180.00 | +26.0 % |

Three things stand out:

- **North** peaks in February and gives a third of that back.
- **South** dips first and then makes the largest step of all.
- Together they move from 2,049 units to 2,302, an increase of **12.3 %**.

The figures belong to the demonstration; they were not computed from anything of yours.
)");
}

QString codeAnswer()
{
    return QStringLiteral(R"(The same small task in two languages: the median of a list of numbers.

```cpp
#include <algorithm>
#include <optional>
#include <vector>

std::optional<double> median(std::vector<double> values)
{
    if (values.empty())
        return std::nullopt;
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    const double below = *std::max_element(values.begin(), middle);
    return (below + *middle) / 2;
}
```

```sql
SELECT avg(value)
FROM (SELECT value FROM samples ORDER BY value
      LIMIT 2 - (SELECT count(*) FROM samples) % 2
      OFFSET (SELECT (count(*) - 1) / 2 FROM samples));
```

The first moves only what it must, `O(n)` on average; the second sorts, and says so. A formula, if you like one:
$\tilde{x} = \frac{1}{2}\left(x_{n/2} + x_{n/2+1}\right)$ for even $n$.
)");
}

bool hasWord(const QString &message, std::initializer_list<QStringView> words)
{
    return std::ranges::any_of(
        words, [&message](QStringView word) { return message.contains(word, Qt::CaseInsensitive); });
}

QString typeAndSize(const QString &dataUrl)
{
    const QString type = dataUrl.section(u':', 1).section(u';', 0, 0);
    const QByteArray bytes = QByteArray::fromBase64(dataUrl.section(u',', 1).toLatin1());
    return QStringLiteral("%1, %2 bytes").arg(type, QString::number(bytes.size()));
}

//! What the person wrote comes first; a file's text names the file.
bool isMessage(const QJsonValue &part)
{
    return part[QLatin1String("type")] == QLatin1String("text")
           && !part[QLatin1String("text")].toString().startsWith(
               QLatin1String("Content of the attached file"));
}

QString describePart(const QJsonValue &part)
{
    const QString type = part[QLatin1String("type")].toString();
    if (type == QLatin1String("image_url"))
        return QStringLiteral("a picture (%1)")
            .arg(typeAndSize(part[QLatin1String("image_url")][QLatin1String("url")].toString()));
    if (type == QLatin1String("file")) {
        const QJsonValue file = part[QLatin1String("file")];
        return QStringLiteral("the file %1 (%2)")
            .arg(file[QLatin1String("filename")].toString(),
                 typeAndSize(file[QLatin1String("file_data")].toString()));
    }
    const QString text = part[QLatin1String("text")].toString();
    return QStringLiteral("a text of %1 characters, which begins “%2”")
        .arg(QString::number(text.size()), text.simplified().left(60));
}

} // namespace

QString demoText(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    const QJsonArray parts = content.toArray();
    return !parts.isEmpty() && isMessage(parts.first()) ? parts.first()[QLatin1String("text")].toString()
                                                        : QString();
}

QString demoAttachments(const QJsonValue &content)
{
    const QJsonArray parts = content.toArray();
    QString list;
    for (qsizetype i = !parts.isEmpty() && isMessage(parts.first()) ? 1 : 0; i < parts.size(); ++i)
        list += QStringLiteral("- %1\n").arg(describePart(parts[i]));
    return list.isEmpty() ? QString() : QStringLiteral("Attached to your message came:\n\n%1\n").arg(list);
}

QString demoAnswer(const QString &message, int turn)
{
    if (hasWord(message, {u"table", u"data", u"csv", u"sales", u"figures"}))
        return opening(message) + tableAnswer();
    if (hasWord(message, {u"code", u"function", u"program", u"python", u"c++", u"sql"}))
        return opening(message) + codeAnswer();
    if (hasWord(message, {u"formula", u"equation", u"math"}))
        return opening(message) + formulaAnswer();
    if (hasWord(message, {u"list", u"plan", u"steps", u"how"}))
        return opening(message) + listAnswer();
    static constexpr std::array kAnswers{overview, listAnswer, tableAnswer, codeAnswer};
    return opening(message) + kAnswers[size_t(std::max(turn - 1, 0)) % kAnswers.size()]();
}

QString demoLongAnswer(const QString &message)
{
    constexpr int kParts = 40;
    QString answer = opening(message);
    for (int part = 1; part <= kParts; ++part) {
        answer += QStringLiteral("# Part %1 of %2\n\n").arg(QString::number(part), QString::number(kParts));
        answer += overview() + u'\n' + tableAnswer() + u'\n';
    }
    return answer;
}

QString demoReasoning(const QString &message)
{
    return QStringLiteral(
               "The message is “%1”. It goes to a demonstration, so there is nothing to find out. "
               "Still, this is how it looks when a model thinks aloud first: it weighs what was asked, "
               "tries an approach, doubts it, and settles on something. Here it settles on a prepared "
               "answer.")
        .arg(message.simplified().left(80));
}

QStringList demoTokens(const QString &text)
{
    constexpr qsizetype kLongest = 5;
    QStringList tokens;
    qsizetype start = 0;
    for (qsizetype end = 1; end <= text.size(); ++end) {
        const bool isWordEnd = end == text.size() || (text.at(end).isSpace() && !text.at(end - 1).isSpace());
        const bool isSplittable = end < text.size() && !text.at(end).isLowSurrogate();
        if (isWordEnd || (end - start >= kLongest && isSplittable)) {
            tokens.append(text.sliced(start, end - start));
            start = end;
        }
    }
    return tokens;
}

} // namespace tabletalk
