// The subset of the Sheets API's schemas that this host supports; any other field is refused by name.
// test/local compares it with Google's.
import type { Schemas } from './check.js';

/** A request of batchUpdate by its kind. */
export type RequestOf<K extends keyof GoogleAppsScript.Sheets.Schema.Request> = NonNullable<
  GoogleAppsScript.Sheets.Schema.Request[K]
>;

export const SCHEMAS: Schemas = {
  BatchUpdateSpreadsheetRequest: {
    includeSpreadsheetInResponse: 'bool',
    requests: 'Request[]',
    responseIncludeGridData: 'bool',
    responseRanges: 'str[]',
  },
  Request: {
    addSheet: 'AddSheetRequest',
    deleteSheet: 'DeleteSheetRequest',
    updateSheetProperties: 'UpdateSheetPropertiesRequest',
    updateCells: 'UpdateCellsRequest',
    appendCells: 'AppendCellsRequest',
    appendDimension: 'AppendDimensionRequest',
    insertDimension: 'InsertDimensionRequest',
    deleteDimension: 'DeleteDimensionRequest',
    updateDimensionProperties: 'UpdateDimensionPropertiesRequest',
    repeatCell: 'RepeatCellRequest',
    setDataValidation: 'SetDataValidationRequest',
    addProtectedRange: 'AddProtectedRangeRequest',
    updateProtectedRange: 'UpdateProtectedRangeRequest',
    addConditionalFormatRule: 'AddConditionalFormatRuleRequest',
    setBasicFilter: 'SetBasicFilterRequest',
    clearBasicFilter: 'ClearBasicFilterRequest',
    sortRange: 'SortRangeRequest',
    createDeveloperMetadata: 'CreateDeveloperMetadataRequest',
    deleteDeveloperMetadata: 'DeleteDeveloperMetadataRequest',
    updateSpreadsheetProperties: 'UpdateSpreadsheetPropertiesRequest',
  },
  AddSheetRequest: {
    properties: 'SheetProperties',
  },
  SheetProperties: {
    gridProperties: 'GridProperties',
    hidden: 'bool',
    index: 'int',
    sheetId: 'int',
    tabColor: 'Color',
    tabColorStyle: 'ColorStyle',
    title: 'str',
  },
  GridProperties: {
    columnCount: 'int',
    frozenColumnCount: 'int',
    frozenRowCount: 'int',
    rowCount: 'int',
  },
  Color: {
    alpha: 'num',
    blue: 'num',
    green: 'num',
    red: 'num',
  },
  ColorStyle: {
    rgbColor: 'Color',
  },
  DeleteSheetRequest: {
    sheetId: 'int',
  },
  UpdateSheetPropertiesRequest: {
    fields: 'str',
    properties: 'SheetProperties',
  },
  UpdateCellsRequest: {
    fields: 'str',
    range: 'GridRange',
    rows: 'RowData[]',
    start: 'GridCoordinate',
  },
  GridRange: {
    endColumnIndex: 'int',
    endRowIndex: 'int',
    sheetId: 'int',
    startColumnIndex: 'int',
    startRowIndex: 'int',
  },
  RowData: {
    values: 'CellData[]',
  },
  CellData: {
    dataValidation: 'DataValidationRule',
    note: 'str',
    textFormatRuns: 'TextFormatRun[]',
    userEnteredFormat: 'CellFormat',
    userEnteredValue: 'ExtendedValue',
  },
  DataValidationRule: {
    condition: 'BooleanCondition',
    inputMessage: 'str',
    showCustomUi: 'bool',
    strict: 'bool',
  },
  BooleanCondition: {
    type: 'enum:CONDITION_TYPE_UNSPECIFIED|NUMBER_GREATER|NUMBER_GREATER_THAN_EQ|NUMBER_LESS|NUMBER_LESS_THAN_EQ|NUMBER_EQ|NUMBER_NOT_EQ|NUMBER_BETWEEN|NUMBER_NOT_BETWEEN|TEXT_CONTAINS|TEXT_NOT_CONTAINS|TEXT_STARTS_WITH|TEXT_ENDS_WITH|TEXT_EQ|TEXT_IS_EMAIL|TEXT_IS_URL|DATE_EQ|DATE_BEFORE|DATE_AFTER|DATE_ON_OR_BEFORE|DATE_ON_OR_AFTER|DATE_BETWEEN|DATE_NOT_BETWEEN|DATE_IS_VALID|ONE_OF_RANGE|ONE_OF_LIST|BLANK|NOT_BLANK|CUSTOM_FORMULA|BOOLEAN|TEXT_NOT_EQ|DATE_NOT_EQ|FILTER_EXPRESSION',
    values: 'ConditionValue[]',
  },
  ConditionValue: {
    userEnteredValue: 'str',
  },
  TextFormatRun: {
    format: 'TextFormat',
    startIndex: 'int',
  },
  TextFormat: {
    bold: 'bool',
    fontFamily: 'str',
    fontSize: 'int',
    foregroundColor: 'Color',
    foregroundColorStyle: 'ColorStyle',
    italic: 'bool',
    link: 'Link',
    strikethrough: 'bool',
    underline: 'bool',
  },
  Link: {
    uri: 'str',
  },
  CellFormat: {
    backgroundColor: 'Color',
    backgroundColorStyle: 'ColorStyle',
    borders: 'Borders',
    horizontalAlignment: 'enum:HORIZONTAL_ALIGN_UNSPECIFIED|LEFT|CENTER|RIGHT',
    numberFormat: 'NumberFormat',
    textFormat: 'TextFormat',
    verticalAlignment: 'enum:VERTICAL_ALIGN_UNSPECIFIED|TOP|MIDDLE|BOTTOM',
    wrapStrategy: 'enum:WRAP_STRATEGY_UNSPECIFIED|OVERFLOW_CELL|LEGACY_WRAP|CLIP|WRAP',
  },
  Borders: {
    bottom: 'Border',
    left: 'Border',
    right: 'Border',
    top: 'Border',
  },
  Border: {
    color: 'Color',
    colorStyle: 'ColorStyle',
    style: 'enum:STYLE_UNSPECIFIED|DOTTED|DASHED|SOLID|SOLID_MEDIUM|SOLID_THICK|NONE|DOUBLE',
    width: 'int',
  },
  NumberFormat: {
    pattern: 'str',
    type: 'enum:NUMBER_FORMAT_TYPE_UNSPECIFIED|TEXT|NUMBER|PERCENT|CURRENCY|DATE|TIME|DATE_TIME|SCIENTIFIC',
  },
  ExtendedValue: {
    boolValue: 'bool',
    formulaValue: 'str',
    numberValue: 'num',
    stringValue: 'str',
  },
  GridCoordinate: {
    columnIndex: 'int',
    rowIndex: 'int',
    sheetId: 'int',
  },
  AppendCellsRequest: {
    fields: 'str',
    rows: 'RowData[]',
    sheetId: 'int',
  },
  AppendDimensionRequest: {
    dimension: 'enum:DIMENSION_UNSPECIFIED|ROWS|COLUMNS',
    length: 'int',
    sheetId: 'int',
  },
  InsertDimensionRequest: {
    inheritFromBefore: 'bool',
    range: 'DimensionRange',
  },
  DimensionRange: {
    dimension: 'enum:DIMENSION_UNSPECIFIED|ROWS|COLUMNS',
    endIndex: 'int',
    sheetId: 'int',
    startIndex: 'int',
  },
  DeleteDimensionRequest: {
    range: 'DimensionRange',
  },
  UpdateDimensionPropertiesRequest: {
    fields: 'str',
    properties: 'DimensionProperties',
    range: 'DimensionRange',
  },
  DimensionProperties: {
    hiddenByUser: 'bool',
    pixelSize: 'int',
  },
  RepeatCellRequest: {
    cell: 'CellData',
    fields: 'str',
    range: 'GridRange',
  },
  SetDataValidationRequest: {
    range: 'GridRange',
    rule: 'DataValidationRule',
  },
  AddProtectedRangeRequest: {
    protectedRange: 'ProtectedRange',
  },
  ProtectedRange: {
    description: 'str',
    editors: 'Editors',
    protectedRangeId: 'int',
    range: 'GridRange',
    unprotectedRanges: 'GridRange[]',
    warningOnly: 'bool',
  },
  Editors: {
    domainUsersCanEdit: 'bool',
    groups: 'str[]',
    users: 'str[]',
  },
  UpdateProtectedRangeRequest: {
    fields: 'str',
    protectedRange: 'ProtectedRange',
  },
  AddConditionalFormatRuleRequest: {
    index: 'int',
    rule: 'ConditionalFormatRule',
  },
  ConditionalFormatRule: {
    booleanRule: 'BooleanRule',
    ranges: 'GridRange[]',
  },
  BooleanRule: {
    condition: 'BooleanCondition',
    format: 'CellFormat',
  },
  SetBasicFilterRequest: {
    filter: 'BasicFilter',
  },
  BasicFilter: {
    range: 'GridRange',
  },
  ClearBasicFilterRequest: {
    sheetId: 'int',
  },
  SortRangeRequest: {
    range: 'GridRange',
    sortSpecs: 'SortSpec[]',
  },
  SortSpec: {
    dimensionIndex: 'int',
    sortOrder: 'enum:SORT_ORDER_UNSPECIFIED|ASCENDING|DESCENDING',
  },
  CreateDeveloperMetadataRequest: {
    developerMetadata: 'DeveloperMetadata',
  },
  DeleteDeveloperMetadataRequest: {
    dataFilter: 'DataFilter',
  },
  DataFilter: {
    developerMetadataLookup: 'DeveloperMetadataLookup',
  },
  DeveloperMetadataLookup: {
    metadataId: 'int',
  },
  DeveloperMetadata: {
    location: 'DeveloperMetadataLocation',
    metadataId: 'int',
    metadataKey: 'str',
    metadataValue: 'str',
    visibility: 'enum:DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED|DOCUMENT|PROJECT',
  },
  DeveloperMetadataLocation: {
    dimensionRange: 'DimensionRange',
    locationType: 'enum:DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED|ROW|COLUMN|SHEET|SPREADSHEET',
    sheetId: 'int',
    spreadsheet: 'bool',
  },
  UpdateSpreadsheetPropertiesRequest: {
    fields: 'str',
    properties: 'SpreadsheetProperties',
  },
  SpreadsheetProperties: {
    locale: 'str',
    timeZone: 'str',
    title: 'str',
  },
};
