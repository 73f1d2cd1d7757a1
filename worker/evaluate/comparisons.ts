import type { Node } from './environment.ts'
import type { Term } from './frame.ts'
import { equality, logical, membership, ordering } from './operators.ts'
import { ExpressionError } from './scope.ts'
import { bool, type Shape } from './shape.ts'

/** Everything that is true or false of two parts; refuses what can only be a slip of the pen. */
export function comparison(node: Node, part: (child: Node) => Term): Omit<Term, 'text'> {
  if (!isComparison(node)) throw new ExpressionError(`${node.op} is not available in controls`, node.start)
  const [left, right] = [part(node.args[0]), part(node.args[1])]
  switch (node.op) {
    case '&&':
    case '||':
      return { shape: bool, run: logical(node.op === '||', left, right) }
    case '==':
    case '!=':
      refuseUnequal(left, right, node)
      return { shape: bool, run: equality(node.op === '==', left, right) }
    case 'in':
      refuseUnknownWord(left.shape, right.literal, node.args[1])
      return { shape: bool, run: membership(left, right) }
    default:
      return { shape: bool, run: ordering(node.op, left, right) }
  }
}

type Comparison = Extract<Node, { op: '&&' | '||' | '==' | '!=' | 'in' | '<' | '<=' | '>' | '>=' }>
const comparisons: readonly string[] = ['&&', '||', '==', '!=', 'in', '<', '<=', '>', '>=']
const isComparison = (node: Node): node is Comparison => comparisons.includes(node.op)

/** A word that the field never holds would make a control that always, or never, passes. */
function refuseUnknownWord({ words }: Shape, literal: unknown, node: Node): void {
  for (const word of Array.isArray(literal) ? literal : [literal]) {
    if (!words || typeof word !== 'string' || words.includes(word)) continue
    const allowed = words.map((value) => `"${value}"`).join(', ')
    throw new ExpressionError(`"${word}" is none of the values that it can have: ${allowed}`, node.start)
  }
}

function refuseUnequal(left: Term, right: Term, node: Comparison): void {
  refuseUnknownWord(left.shape, right.literal, node.args[1])
  refuseUnknownWord(right.shape, left.literal, node.args[0])
  const isCompound = ({ shape }: Term) => ['map', 'object', 'record'].includes(shape.kind)
  if (left.literal === null || right.literal === null || !(isCompound(left) || isCompound(right))) return
  throw new ExpressionError('objects cannot be compared as a whole; compare their fields', node.start)
}
