using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

public sealed class OpenSearchSearchTests() : CopySearchContract(SearchProduct.OpenSearch);
