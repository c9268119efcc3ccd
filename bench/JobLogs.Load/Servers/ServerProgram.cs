using JobLogs.Load.Measuring;

namespace JobLogs.Load.Servers;

/// <summary>The server's program and how it is set up to be measured: as it comes, on a database of its own, without automatic deletion.</summary>
internal static class ServerProgram
{
    /// <summary>The program that <c>--server</c> names, or the one that was built with this one.</summary>
    public static string Find(Arguments arguments)
    {
        if (arguments.Text("server") is { Length: > 0 } given)
        {
            return File.Exists(given) ? Path.GetFullPath(given) : throw new UsageException($"--server: there is no file {given}");
        }

        var output = new DirectoryInfo(AppContext.BaseDirectory);
        for (var root = output; root is not null; root = root.Parent)
        {
            if (File.Exists(Path.Combine(root.FullName, "JobLogs.slnx")))
            {
                // bin/<configuration>/<framework>, the same for both.
                var built = Path.Combine(root.FullName, "src/JobLogs.Server/bin", output.Parent!.Name, output.Name, "joblogs-server.dll");
                return File.Exists(built) ? built : throw new UsageException($"there is no {built}; build it, or name another with --server");
            }
        }

        throw new UsageException("this program is not inside a checkout; name the server with --server");
    }

    /// <summary>Settings of a server whose database lies in <paramref name="folder"/>, unless another was named.</summary>
    public static Dictionary<string, string> Settings(string folder, string database = "") => new(StringComparer.Ordinal)
    {
        ["DATABASE_URL"] = database.Length > 0 ? database : "sqlite:///" + Path.Combine(folder, "joblogs.db"),
        ["PAPER_SEARCH_SOURCE"] = "sample",

        // The sample entries are old. They are to be deleted when that is measured, and not by themselves at some other time.
        ["LOG_RETENTION_DAYS"] = "0",
    };
}
