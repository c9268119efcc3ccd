namespace JobLogs.Storage.Sqlite.Connections;

/// <summary>Reads answers.</summary>
internal static class Rows
{
    /// <summary>The first row, or null.</summary>
    public static T? First<T>(Statement rows, Func<Statement, T> read)
        where T : class
    {
        if (!rows.Step())
        {
            return null;
        }

        var first = read(rows);
        rows.Reset();
        return first;
    }

    /// <summary>All rows.</summary>
    public static List<T> All<T>(Statement rows, Func<Statement, T> read)
    {
        var all = new List<T>();
        while (rows.Step())
        {
            all.Add(read(rows));
        }

        return all;
    }

    /// <summary>The number in the first column of the first row; null when there is no row, or it is NULL.</summary>
    public static long? Scalar(Statement rows)
    {
        if (!rows.Step())
        {
            return null;
        }

        var number = rows.LongOrNull(0);
        rows.Reset();
        return number;
    }
}
