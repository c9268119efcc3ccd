using System.Collections.Frozen;

namespace JobLogs.Server.Schedules.Zones;

/// <summary>Large cities and customary names that people look for in the time zone database and don't find there.</summary>
internal static class WellKnownCities
{
    private static readonly FrozenDictionary<string, string> Zones = new (string Zone, string[] Names)[]
    {
        ("Asia/Shanghai", ["Beijing", "Peking", "Guangzhou", "Shenzhen", "Chengdu", "Hangzhou", "Nanjing", "Wuhan", "Xian", "Tianjin", "China", "China_Standard_Time"]),
        ("Asia/Kolkata", ["Mumbai", "Bombay", "Delhi", "New_Delhi", "Bangalore", "Bengaluru", "Chennai", "Hyderabad", "India", "India_Standard_Time"]),
        ("Asia/Tokyo", ["Osaka", "Kyoto", "Yokohama", "JST", "Tokyo_Standard_Time"]),
        ("Asia/Seoul", ["Busan", "Korea", "KST", "Korea_Standard_Time"]),
        ("Asia/Ho_Chi_Minh", ["Hanoi"]),
        ("Asia/Karachi", ["Islamabad", "Lahore"]),
        ("Asia/Dubai", ["Abu_Dhabi"]),
        ("Asia/Jerusalem", ["Tel_Aviv", "Haifa"]),
        ("Europe/Berlin", ["Frankfurt", "Munich", "Hamburg", "Cologne", "Germany", "CEST", "W._Europe_Standard_Time"]),
        ("Europe/London", ["Manchester", "Edinburgh", "BST", "GMT_Standard_Time"]),
        ("Europe/Madrid", ["Barcelona", "Spain"]),
        ("Europe/Rome", ["Milan", "Naples", "Italy"]),
        ("Europe/Paris", ["Lyon", "Marseille", "France", "Romance_Standard_Time"]),
        ("Europe/Zurich", ["Geneva", "Basel", "Bern"]),
        ("Europe/Moscow", ["Saint_Petersburg", "St_Petersburg", "MSK", "Russian_Standard_Time"]),
        ("America/New_York", ["Boston", "Washington", "Miami", "Atlanta", "Philadelphia", "EDT", "Eastern_Standard_Time"]),
        ("America/Chicago", ["Dallas", "Houston", "Austin", "CST", "CDT", "Central_Standard_Time"]),
        ("America/Denver", ["Salt_Lake_City", "MDT", "Mountain_Standard_Time"]),
        ("America/Los_Angeles", ["San_Francisco", "Seattle", "San_Diego", "San_Jose", "Las_Vegas", "PST", "PDT", "Pacific_Standard_Time"]),
        ("America/Toronto", ["Ottawa"]),
        ("America/Sao_Paulo", ["Rio_de_Janeiro", "Brasilia"]),
        ("Australia/Sydney", ["Canberra"]),
    }.SelectMany(each => each.Names.Select(name => (name, each.Zone))).ToFrozenDictionary(each => each.name, each => each.Zone, StringComparer.OrdinalIgnoreCase);

    public static string? ZoneOf(string city) => Zones.GetValueOrDefault(city);
}
