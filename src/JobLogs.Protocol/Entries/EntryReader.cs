using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace JobLogs.Protocol.Entries;

/// <summary>
/// Reads the entries of a whole request body, one after the other. Hot: UTF-8 is checked once over the body, an entry's texts
/// are spans of it, and nothing is allocated for an entry that is accepted.
/// <code>
/// while (reader.Read())
/// {
///     if (reader.IsRejected) { … reader.Line, reader.Rejection … } else { … reader.Entry … }
/// }
/// if (reader.IsUnreadable) { … nothing that was read may be kept … }
/// </code>
/// </summary>
public ref struct EntryReader
{
    // Nesting is limited where it is stored (details), so that a deep element is refused alone; the reader keeps a bit a level.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    private readonly ReadOnlySpan<byte> _body;
    private readonly EntryFormat _format;
    private readonly bool _isUtf8;
    private EntryParser _parser;
    private Utf8JsonReader _json;
    private int _nextLineStart;
    private bool _isDone;

    /// <summary>Begins to read a body.</summary>
    /// <param name="body">All of it, unpacked; a byte order mark at its start is tolerated.</param>
    /// <param name="format">How the entries stand in it.</param>
    /// <param name="scratch">Memory to unescape into, for this reader alone while it reads.</param>
    /// <param name="limits">How large the parts of an entry may be.</param>
    public EntryReader(ReadOnlySpan<byte> body, EntryFormat format, EntryScratch scratch, EntryLimits limits)
    {
        ArgumentNullException.ThrowIfNull(scratch);
        ArgumentNullException.ThrowIfNull(limits);
        _body = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        _format = format;
        _isUtf8 = Utf8.IsValid(_body);
        _parser = new EntryParser(scratch, limits);
        if (format == EntryFormat.SingleOrArray)
        {
            _json = new Utf8JsonReader(_body, Options);
        }
    }

    /// <summary>
    /// Where the entry stands, from 1: the line of NDJSON, blank lines counted; the element of an array; 1 for a single object.
    /// </summary>
    public int Line { get; private set; }

    /// <summary>Whether the entry was refused; if so there is a <see cref="Rejection"/> and no <see cref="Entry"/>.</summary>
    public bool IsRejected { get; private set; }

    /// <summary>Why the entry was refused.</summary>
    public readonly EntryRejection Rejection => _parser.Rejection;

    /// <summary>The entry, until the next <see cref="Read"/>.</summary>
    [UnscopedRef]
    public readonly ref readonly EntryFields Entry => ref _parser.Entry;

    /// <summary>
    /// Whether the body as a whole turned out not to be JSON. Known only after <see cref="Read"/> has returned false: what was
    /// read before must then be thrown away. Never for NDJSON, where each line stands for itself.
    /// </summary>
    [MemberNotNullWhen(true, nameof(UnreadableDetail))]
    public readonly bool IsUnreadable => UnreadableDetail is not null;

    /// <summary>Why the body as a whole can't be read; null when it can.</summary>
    public string? UnreadableDetail { get; private set; }

    /// <summary>Goes on to the next entry.</summary>
    /// <returns>False at the end of the body, or when it is unreadable.</returns>
    public bool Read()
    {
        if (_isDone)
        {
            return false;
        }

        if (_format == EntryFormat.Ndjson)
        {
            return ReadLine();
        }

        try
        {
            return Line == 0 ? ReadFirst() : ReadElement();
        }
        catch (JsonException malformed)
        {
            return Unreadable($"The body is not JSON: {RejectionText.Malformed(malformed, oneLine: false)}. {Hint()}");
        }
    }

    private bool ReadLine()
    {
        while (_nextLineStart < _body.Length)
        {
            ReadOnlySpan<byte> line = _body[_nextLineStart..];
            int end = line.IndexOf((byte)'\n');
            line = end < 0 ? line : line[..end];
            _nextLineStart += line.Length + 1;
            Line++;
            if (!line.IsEmpty && !IsBlank(line))
            {
                IsRejected = !TryParseLine(line);
                return true;
            }
        }

        return End();
    }

    private bool TryParseLine(ReadOnlySpan<byte> line)
    {
        if (!_isUtf8 && !Utf8.IsValid(line))
        {
            return RejectUtf8("line");
        }

        try
        {
            var json = new Utf8JsonReader(line, Options);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                RejectKind(ref json);
                Skip(ref json);
                json.Read();
                return false;
            }

            if (!_parser.TryParse(ref json, line))
            {
                return false;
            }

            // Throws when something follows the object.
            return json.BytesConsumed == line.Length || !json.Read();
        }
        catch (JsonException malformed)
        {
            return _parser.Reject(
                RejectionCodes.InvalidJson, $"The line is not one JSON object: {RejectionText.Malformed(malformed, oneLine: true)}.");
        }
    }

    /// <summary>Decides by the body's first token whether it is one entry or an array.</summary>
    private bool ReadFirst()
    {
        if (IsBlank(_body))
        {
            return Unreadable("The body is empty; send an entry such as {\"message\": \"…\"}, or an array of entries.");
        }

        _json.Read();
        switch (_json.TokenType)
        {
            case JsonTokenType.StartArray:
                return ReadElement();
            case JsonTokenType.StartObject:
                ParseElement();
                return true;
            default:
                return Unreadable(
                    $"The body is {RejectionText.Kind(_json.TokenType)}; send an entry such as {{\"message\": \"…\"}}, or an array of entries.");
        }
    }

    private bool ReadElement()
    {
        if (_json.CurrentDepth == 0 && _json.TokenType == JsonTokenType.EndObject)
        {
            // After a single entry: throws when something follows it.
            _json.Read();
            return End();
        }

        _json.Read();
        if (_json.TokenType == JsonTokenType.EndArray && _json.CurrentDepth == 0)
        {
            _json.Read();
            return End();
        }

        ParseElement();
        return true;
    }

    private void ParseElement()
    {
        Line++;
        int start = (int)_json.TokenStartIndex;
        int depth = _json.CurrentDepth;
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            RejectKind(ref _json);
            IsRejected = true;
            Skip(ref _json);
            return;
        }

        IsRejected = !_parser.TryParse(ref _json, _body);
        while (_json.CurrentDepth > depth)
        {
            _json.Read();
        }

        if (!_isUtf8 && !Utf8.IsValid(_body[start..(int)_json.BytesConsumed]))
        {
            IsRejected = !RejectUtf8("element");
        }
    }

    private bool RejectUtf8(string what) => _parser.Reject(
        RejectionCodes.InvalidUtf8, $"The {what} is not valid UTF-8; encode the body as UTF-8.");

    private void RejectKind(scoped ref Utf8JsonReader json) => _parser.Reject(
        RejectionCodes.NotAnObject,
        $"An entry must be an object such as {{\"message\": \"…\"}}, not {RejectionText.Kind(json.TokenType)}.");

    private bool Unreadable(string detail)
    {
        UnreadableDetail = detail;
        return End();
    }

    private bool End()
    {
        _isDone = true;
        IsRejected = false;
        return false;
    }

    private readonly string Hint() => _body.Contains((byte)'\n')
        ? "Lines of one entry each are sent as application/x-ndjson."
        : "Send one entry, or an array of entries.";

    private static void Skip(scoped ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            json.Skip();
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n"u8) < 0;
}
