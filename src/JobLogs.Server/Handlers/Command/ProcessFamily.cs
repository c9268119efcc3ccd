using System.Globalization;
using System.Text;

namespace JobLogs.Server.Handlers.Command;

/// <summary>
/// Finds the processes of a command: its own, those that descend from it, and those that inherited its mark, wherever they hang by now. So
/// one is found whose parent has ended, or that made itself a session of its own. Looks into <c>/proc</c>; where there is none, only the
/// command's own process is known.
/// </summary>
internal static class ProcessFamily
{
    private const string Root = "/proc";

    /// <summary>The processes that live.</summary>
    /// <param name="command">The command's own process; null when it has ended.</param>
    /// <param name="mark">What stands in the environment of each, <c>NAME=value</c>.</param>
    public static IReadOnlyCollection<int> Find(int? command, string mark)
    {
        var members = new HashSet<int>();
        if (command is { } own)
        {
            members.Add(own);
        }

        if (!OperatingSystem.IsLinux())
        {
            return members;
        }

        var parents = new Dictionary<int, int>();
        var marked = Encoding.UTF8.GetBytes(mark + '\0');
        foreach (var folder in Directory.EnumerateDirectories(Root))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Parent(folder) is not { } parent)
            {
                continue;
            }

            parents[id] = parent;
            if (HasMark(folder, marked))
            {
                members.Add(id);
            }
        }

        while (parents.Where(process => members.Contains(process.Value) && !members.Contains(process.Key)).Select(process => process.Key).ToArray() is { Length: > 0 } children)
        {
            members.UnionWith(children);
        }

        return members;
    }

    /// <summary>The parent of a process; null when it is gone, or has ended and waits only to be noticed.</summary>
    private static int? Parent(string folder)
    {
        // 4711 (any name, brackets too) S 4710 …
        var stat = Read(Path.Combine(folder, "stat"));
        var end = stat.LastIndexOf((byte)')');
        if (end < 0)
        {
            return null;
        }

        var fields = Encoding.ASCII.GetString(stat.AsSpan(end + 1)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 && fields[0] is not ("Z" or "X") && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent) ? parent : null;
    }

    private static bool HasMark(string folder, ReadOnlySpan<byte> mark)
    {
        var environment = Read(Path.Combine(folder, "environ")).AsSpan();
        for (var at = environment.IndexOf(mark); at >= 0; at = environment.IndexOf(mark))
        {
            if (at == 0 || environment[at - 1] == 0)
            {
                return true;
            }

            environment = environment[(at + 1)..];
        }

        return false;
    }

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
