using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Client.Http;

namespace JobLogs.Cli.Commands.Logs;

/// <summary><c>joblogs export</c>.</summary>
internal static class ExportCommand
{
    private const int Piece = 128 * 1024;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var source = SourceArgument.Create();
        var format = new Option<string>("--format") { Description = "ndjson, csv or text", DefaultValueFactory = static _ => "ndjson" };
        format.AcceptOnlyFromAmong("ndjson", "csv", "text");
        var file = new Option<FileInfo?>("--file") { Description = "Where to write; standard output when left out" };
        var command = new Command("export", "Writes a whole log, of any size") { source, format, file };
        var filters = new FilterOptions(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var from = SourceArgument.Read(parsed.GetValue(source));
            var wanted = filters.Read(parsed);
            var kind = parsed.GetRequiredValue(format);
            var total = Terminal.HasBars ? (await client.Logs.QueryAsync(from, new LogQuery { Filters = wanted, Limit = 1 }, cancellationToken)).Total : null;
            await using var export = await client.Logs.ExportAsync(from, kind, wanted, cancellationToken: cancellationToken);
            await using var output = Open(parsed.GetValue(file));
            await CopyAsync(export, output, kind == "ndjson" ? total : null, cancellationToken);
        });
        return command;
    }

    private static Stream Open(FileInfo? file) => file is null
        ? Terminal.OpenOutput()
        : new FileStream(file.FullName, FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <summary>Copies. Only a line of NDJSON is sure to be an entry, so only with those a share of the total is told.</summary>
    private static async Task CopyAsync(Stream export, Stream output, long? total, CancellationToken cancellationToken)
    {
        using var bar = new ProgressBar("Exporting", TimeProvider.System);
        var buffer = new byte[Piece];
        long bytes = 0, lines = 0;
        while (await export.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            bytes += read;
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            if (total is null)
            {
                bar.Report(bytes, null, Texts.Bytes);
            }
            else
            {
                bar.Report(lines, total, static entries => $"{entries:0} entries");
            }
        }
    }
}
