using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs;

/// <summary>Reads the cursors among the query parameters of one call, and answers for all its parameters.</summary>
internal sealed class CursorReader(QueryReader query, CursorCodec codec, LogScope scope)
{
    private Problem? _refused;

    /// <summary>The place that a cursor names, or null when it is absent or refused.</summary>
    public Place? Read(string name)
    {
        if (query.Text(name) is not { } text)
        {
            return null;
        }

        if (codec.TryParse(text, scope, out var place))
        {
            return place;
        }

        _refused ??= Problems.BadCursor(name);
        return null;
    }

    /// <summary>After everything was read: what is wrong with the parameters or cursors, or null.</summary>
    public Problem? Problem() => query.Problem() ?? _refused;
}
