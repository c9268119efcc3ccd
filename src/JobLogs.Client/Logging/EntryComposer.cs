using System.Diagnostics;
using System.Globalization;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;
using Microsoft.Extensions.Logging;

namespace JobLogs.Client.Logging;

/// <summary>
/// Makes an entry out of a log call, one at a time on each thread. Hot: writes every part into one buffer that the thread
/// keeps, and allocates nothing itself but for values that know only <see cref="object.ToString"/>.
/// </summary>
internal sealed class EntryComposer
{
    [ThreadStatic]
    private static EntryComposer? t_ofThread;

    private readonly Utf8Buffer _text = new();
    private readonly PropertyList _properties = new();
    private bool _isComposing;
    private bool _truncated;
    private long _durationMs;
    private Range _message;
    private Range _details;
    private Range _step;
    private Range _paperId;
    private Range _errorCode;
    private Range _exception;

    /// <summary>Whether this thread is at an entry already.</summary>
    public static bool IsComposing => t_ofThread is { _isComposing: true };

    /// <summary>Begins an entry on this thread; <see cref="End"/> must follow.</summary>
    public static EntryComposer Begin()
    {
        var composer = t_ofThread ??= new EntryComposer();
        composer._isComposing = true;
        composer._truncated = false;
        composer._durationMs = -1;
        composer._message = composer._details = composer._step = composer._paperId = composer._errorCode = composer._exception = 0..0;
        return composer;
    }

    /// <summary>Ends the entry.</summary>
    public void End()
    {
        _properties.Clear();
        _text.Clear();
        _isComposing = false;
    }

    /// <summary>Sets the message, cut where the limit is.</summary>
    public void AddMessage<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter, EntryLimits limits)
    {
        string message;
        try
        {
            message = formatter(state, exception) ?? "";
        }
#pragma warning disable CA1031 // The entry says what happened; logging goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            message = $"(the message could not be formatted: {failure.GetType()}: {failure.Message})";
        }

        // A character has at least one byte, so what is past this can't be kept in any case.
        var kept = message.AsSpan(0, Math.Min(message.Length, limits.MaxMessageBytes + 1));
        var start = _text.Length;
        _text.Text(kept);
        _truncated = kept.Length < message.Length || _text.Length - start > limits.MaxMessageBytes;
        if (_truncated)
        {
            _text.CutTo(start + Utf8Length.UpToBytes(_text[start..], limits.MaxMessageBytes));
        }

        _message = start.._text.Length;
    }

    /// <summary>Sets the details, and the fields that properties name.</summary>
    public void AddProperties(IExternalScopeProvider scopes, object? state, RunLogScope scope)
    {
        try
        {
            _properties.AddItems(scope);
            _properties.AddScopes(scopes);
            _properties.Add(state);
            AddFields(scope);
            AddDetails(scope.Limits.MaxDetailsBytes);
        }
#pragma warning disable CA1031 // A property that throws when it is read: the entry says so, and is written.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Omit(_text.Length, $"details that could not be read: {failure.GetType()}");
        }
    }

    /// <summary>Sets the exception.</summary>
    public void AddException(Exception? exception, EntryLimits limits)
    {
        if (exception is not null)
        {
            var start = _text.Length;
            ExceptionJson.Write(_text, exception, limits.MaxExceptionBytes);
            _exception = start.._text.Length;
        }
    }

    /// <summary>Hands the entry to the run.</summary>
    public void Write(RunLogScope scope, LogLevel level, ReadOnlySpan<byte> category, DateTimeOffset time)
    {
        var activity = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        var traceId = AddName(activity?.TraceId.ToHexString(), scope.Limits);
        var spanId = AddName(activity?.SpanId.ToHexString(), scope.Limits);
        var entry = new EntryFields
        {
            TimestampMicros = Timestamps.FromDateTimeOffset(time),
            HasTimestamp = true,
            Level = LevelOf(level),
            Message = _text[_message],
            Truncated = _truncated,
            Details = _text[_details],
            Step = _text[_step],
            PaperId = _text[_paperId],
            ErrorCode = _text[_errorCode],
            DurationMs = _durationMs,
            LoggerName = category[..Utf8Length.UpToCodePoints(category, scope.Limits.MaxNameCodePoints)],
            TraceId = _text[traceId],
            SpanId = _text[spanId],
            Exception = _text[_exception],
            Attempt = scope.Attempt,
        };
        scope.Sink.Write(entry);
    }

    /// <summary>Sets the fields of the entry that have a property of their name, the innermost.</summary>
    private void AddFields(RunLogScope scope)
    {
        var step = scope.Step;
        var paperId = scope.PaperId;
        for (var i = 0; i < _properties.Count; i++)
        {
            var (key, value) = _properties[i];
            if (value is null)
            {
                continue;
            }

            switch (key)
            {
                case "step":
                    step = JsonValues.ToText(value);
                    break;
                case "paper_id":
                    paperId = JsonValues.ToText(value);
                    break;
                case "error_code":
                    _errorCode = AddName(JsonValues.ToText(value), scope.Limits);
                    break;
                case "duration_ms" when TryReadDuration(value, out var duration):
                    _durationMs = duration;
                    break;
            }
        }

        _step = AddName(step, scope.Limits);
        _paperId = AddName(paperId, scope.Limits);
    }

    private void AddDetails(int limit)
    {
        var start = _text.Length;
        for (var i = 0; i < _properties.Count && _text.Length - start <= limit; i++)
        {
            var (key, value) = _properties[i];
            if (IsField(key, value) || _properties.IsReplaced(i))
            {
                continue;
            }

            _text.Raw(_text.Length == start ? "{"u8 : ","u8);
            _text.JsonString(key);
            _text.Raw(":"u8);
            JsonValues.Write(_text, value, start + limit);
        }

        if (_text.Length > start)
        {
            _text.Raw("}"u8);
        }

        _details = start.._text.Length;
        if (_text.Length - start > limit)
        {
            Omit(start, $"details of {_text.Length - start} bytes or more; at most {limit} are kept");
        }
    }

    private void Omit(int start, string why)
    {
        _text.CutTo(start);
        _text.Raw("{\"omitted\":"u8);
        _text.JsonString(why);
        _text.Raw("}"u8);
        _details = start.._text.Length;
    }

    private Range AddName(string? name, EntryLimits limits)
    {
        if (string.IsNullOrEmpty(name))
        {
            return 0..0;
        }

        var start = _text.Length;
        _text.Text(name);
        _text.CutTo(start + Utf8Length.UpToCodePoints(_text[start..], limits.MaxNameCodePoints));
        return start.._text.Length;
    }

    private static bool IsField(string key, object? value) => key switch
    {
        "step" or "paper_id" or "error_code" => true,
        "duration_ms" => value is null || TryReadDuration(value, out _),
        _ => false,
    };

    private static bool TryReadDuration(object value, out long milliseconds)
    {
        var duration = value switch
        {
            TimeSpan span => span.TotalMilliseconds,
            byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
                Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => -1,
        };
        milliseconds = duration is >= 0 and < long.MaxValue ? (long)duration : -1;
        return milliseconds >= 0;
    }

    private static JobLogLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => JobLogLevel.Debug,
        LogLevel.Information => JobLogLevel.Info,
        LogLevel.Warning => JobLogLevel.Warning,
        LogLevel.Error => JobLogLevel.Error,
        _ => JobLogLevel.Critical,
    };
}
