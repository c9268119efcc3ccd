using System.Text.Json;
using JobLogs.Storage.Elasticsearch.Http;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>
/// The copy of <c>details</c> that can be searched by key, an extra: what is deep, long, many or null is left out of it, so
/// that it never makes a server refuse the document. The exact text stands beside it. Hot.
/// </summary>
internal sealed class DetailFields : IDisposable
{
    private const int MaxDepth = 8;
    private const int MaxKeyBytes = 256;
    private const int MaxValueBytes = 1024;
    private const int MaxValues = 200;

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 1 << 20 };

    private readonly PooledBuffer _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private readonly byte[] _text = new byte[MaxValueBytes];
    private int _values;

    internal DetailFields() => _writer = new Utf8JsonWriter(_buffer, DocumentJson.Options);

    /// <summary>The fields of an object as JSON, valid until the next call; empty when there is nothing to be had.</summary>
    internal ReadOnlySpan<byte> Of(ReadOnlySpan<byte> details)
    {
        _buffer.CutTo(0);
        _writer.Reset();
        _values = 0;
        try
        {
            var reader = new Utf8JsonReader(details, Reading);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return [];
            }

            WriteObject(ref reader);
            _writer.Flush();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // No JSON, or no UTF-8: nothing that a client could have sent.
            return [];
        }

        return _values > 0 ? _buffer.Span : [];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _writer.Dispose();
        _buffer.Dispose();
    }

    private void WriteObject(ref Utf8JsonReader reader)
    {
        // Names are copied, since a value goes through the same buffer.
        Span<byte> name = stackalloc byte[MaxKeyBytes];
        _writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (TryTakeText(ref reader, MaxKeyBytes, out var key) && !key.IsEmpty && !key.Contains((byte)0))
            {
                key.CopyTo(name);
                WriteMember(ref reader, name[..key.Length]);
            }
            else
            {
                reader.Skip();
            }
        }

        _writer.WriteEndObject();
    }

    private void WriteMember(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        reader.Read();
        if (CanWrite(ref reader))
        {
            _writer.WritePropertyName(name);
            WriteValue(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private void WriteArray(ref Utf8JsonReader reader)
    {
        _writer.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (CanWrite(ref reader))
            {
                WriteValue(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        _writer.WriteEndArray();
    }

    private bool CanWrite(ref Utf8JsonReader reader) => _values < MaxValues && reader.TokenType switch
    {
        JsonTokenType.StartObject or JsonTokenType.StartArray => reader.CurrentDepth < MaxDepth,
        JsonTokenType.Null => false,
        _ => TryTakeText(ref reader, MaxValueBytes, out _),
    };

    private void WriteValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader);
                break;
            case JsonTokenType.String:
                _values++;
                TryTakeText(ref reader, MaxValueBytes, out var text);
                _writer.WriteStringValue(text);
                break;
            default:
                _values++;
                _writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private bool TryTakeText(ref Utf8JsonReader reader, int most, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return text.Length <= most;
        }

        // An escape is six times as long as what it stands for, at most.
        if (text.Length > MaxValueBytes)
        {
            return false;
        }

        text = _text.AsSpan(0, reader.CopyString(_text));
        return text.Length <= most;
    }
}
